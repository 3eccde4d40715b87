package io.vectrail.policy.detect;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import io.vectrail.policy.detect.pattern.TooManyMatchesException;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Words, of which each stands for a type. Upper and lower case are one, and so are a space and a line's end. Thread-safe. */
final class Dictionaries {

    /** A word of these stands beside others without a space. */
    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private final AhoCorasickDoubleArrayTrie<List<String>> trie = new AhoCorasickDoubleArrayTrie<>();
    private final boolean empty;

    /** @param words of each type */
    Dictionaries(Map<String, List<String>> words) {
        TreeMap<String, List<String>> types = new TreeMap<>();
        words.forEach((type, list) -> list.forEach(word ->
                types.computeIfAbsent(folded(word), fresh -> new ArrayList<>()).add(type)));
        empty = types.isEmpty();
        if (!empty) {
            trie.build(types);
        }
    }

    /**
     * The words of a text: of those of a type that overlap the longest that begins first.
     *
     * @throws TooManyMatchesException where there are more than may be
     */
    List<Detection> find(String text) {
        if (empty) {
            return List.of();
        }
        Map<String, KeptWords> kept = new TreeMap<>();
        int[] count = {0};
        trie.parseText(folded(text), (start, end, types) -> {
            if (isWhole(text, start, end)) {
                for (String type : types) {
                    count[0] +=
                            kept.computeIfAbsent(type, fresh -> new KeptWords()).add(start, end);
                }
            }
            if (count[0] > TooManyMatchesException.MOST) {
                throw TooManyMatchesException.places();
            }
        });
        List<Detection> found = new ArrayList<>(count[0]);
        kept.forEach((type, words) -> words.each((start, end) -> found.add(new Detection(type, start, end, 1))));
        return found;
    }

    /** Character by character: the places stay what they are. */
    private static String folded(String text) {
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            char c = characters[i];
            characters[i] = Character.isWhitespace(c) ? ' ' : Character.toLowerCase(c);
        }
        return new String(characters);
    }

    private static boolean isWhole(String text, int start, int end) {
        return (start == 0 || divides(text.codePointBefore(start), text.codePointAt(start)))
                && (end == text.length() || divides(text.codePointBefore(end), text.codePointAt(end)));
    }

    private static boolean divides(int before, int behind) {
        return !Character.isLetterOrDigit(before)
                || !Character.isLetterOrDigit(behind)
                || WITHOUT_SPACES.contains(UnicodeScript.of(before))
                || WITHOUT_SPACES.contains(UnicodeScript.of(behind));
    }
}
