package io.vectrail.policy.detect.type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words that others may end in, by their last letters: only those are compared that end as a word does. */
final class Endings {

    private final Map<Character, List<String>> byLetter = new HashMap<>();

    private Endings() {}

    /** Words, in lower case, with a comma and a space between them. */
    static Endings of(String words) {
        Endings endings = new Endings();
        for (String word : words.split(", ", -1)) {
            endings.byLetter
                    .computeIfAbsent(word.charAt(word.length() - 1), letter -> new ArrayList<>())
                    .add(word);
        }
        return endings;
    }

    /** Whether letters, in lower case, end in one. */
    boolean endIn(String letters) {
        if (letters.isEmpty()) {
            return false;
        }
        for (String word : byLetter.getOrDefault(letters.charAt(letters.length() - 1), List.of())) {
            if (letters.endsWith(word)) {
                return true;
            }
        }
        return false;
    }
}
