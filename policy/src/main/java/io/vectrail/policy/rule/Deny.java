package io.vectrail.policy.rule;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule looks for beside types.
 *
 * @param words and phrases, found as whole words, in upper or lower case
 * @param patterns in RE2's syntax
 */
public record Deny(List<String> words, List<String> patterns) {

    private static final int MOST_WORDS = 20_000;
    private static final int MOST_PATTERNS = 100;
    private static final int MOST_WORD_CHARACTERS = 200;

    static final Deny NOTHING = new Deny(List.of(), List.of());

    public Deny(@Nullable List<String> words, @Nullable List<String> patterns) {
        this.words = words == null ? List.of() : List.copyOf(words);
        this.patterns = patterns == null ? List.of() : List.copyOf(patterns);
        check(this.words, this.patterns);
    }

    /** @throws IllegalArgumentException when there are too many, or one is empty or too long */
    static void check(List<String> words, List<String> patterns) {
        if (words.size() > MOST_WORDS || patterns.size() > MOST_PATTERNS) {
            throw new IllegalArgumentException(
                    "at most " + MOST_WORDS + " words and " + MOST_PATTERNS + " patterns may be listed in one place");
        }
        if (words.stream()
                .anyMatch(word -> word.isBlank() || word.length() > MOST_WORD_CHARACTERS || !isWellFormed(word))) {
            throw new IllegalArgumentException(
                    "a word has 1 to " + MOST_WORD_CHARACTERS + " characters, of well-formed Unicode");
        }
    }

    /** Whether it has no half of a surrogate pair. */
    static boolean isWellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    boolean isEmpty() {
        return words.isEmpty() && patterns.isEmpty();
    }
}
