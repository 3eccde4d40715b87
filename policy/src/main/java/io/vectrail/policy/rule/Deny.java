package io.vectrail.policy.rule;

import io.vectrail.runtime.config.Problems;
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
    }

    /** @param problems where it is noted that there are too many, or that a word is empty or too long */
    void check(Problems problems) {
        checkWords(words, problems.at("words"));
        checkCount(patterns, problems.at("patterns"));
    }

    /** @param problems where it is noted that there are too many, or that one is empty or too long */
    static void checkWords(List<String> words, Problems problems) {
        problems.check(words.size() <= MOST_WORDS, "lists at most " + MOST_WORDS);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            problems.at(i)
                    .check(
                            !word.isBlank() && word.length() <= MOST_WORD_CHARACTERS && isWellFormed(word),
                            "must have 1 to " + MOST_WORD_CHARACTERS + " characters, of well-formed Unicode");
        }
    }

    /** @param problems where it is noted that there are too many; what is in them is looked at with all others */
    static void checkCount(List<String> patterns, Problems problems) {
        problems.check(patterns.size() <= MOST_PATTERNS, "lists at most " + MOST_PATTERNS + "; join some by |");
    }

    /** Whether it has no half of a surrogate pair. */
    static boolean isWellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    boolean isEmpty() {
        return words.isEmpty() && patterns.isEmpty();
    }
}
