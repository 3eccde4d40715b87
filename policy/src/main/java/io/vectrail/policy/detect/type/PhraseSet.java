package io.vectrail.policy.detect.type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Phrases by their first letters: at a place of a text only those are compared that begin as it does. */
final class PhraseSet {

    private static final int ASCII = 128;

    /** No phrase. */
    static final PhraseSet NONE = new PhraseSet(List.of());

    private final List<String> phrases;
    private final List<List<String>> byLetter = new ArrayList<>();
    private final Map<Character, List<String>> others = new HashMap<>();

    private PhraseSet(List<String> phrases) {
        this.phrases = phrases;
        Map<Character, List<String>> all = new HashMap<>();
        phrases.forEach(phrase -> all.computeIfAbsent(phrase.charAt(0), letter -> new ArrayList<>())
                .add(phrase));
        for (char letter = 0; letter < ASCII; letter++) {
            byLetter.add(all.getOrDefault(letter, List.of()));
        }
        others.putAll(all);
    }

    /** Phrases, in lower case, with a comma and a space between them. */
    static PhraseSet of(String phrases) {
        return new PhraseSet(List.of(phrases.split(", ", -1)));
    }

    List<String> list() {
        return phrases;
    }

    /** Those that begin with a letter, whatever its case. */
    List<String> from(char letter) {
        char small = Character.toLowerCase(letter);
        return small < ASCII ? byLetter.get(small) : others.getOrDefault(small, List.of());
    }
}
