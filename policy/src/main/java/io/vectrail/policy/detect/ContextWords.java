package io.vectrail.policy.detect;

import io.vectrail.policy.detect.type.Recognizer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that raise or lower scores, and where a text has them. They stand with a space, another sign, or camelCase's nothing
 * between them, and are looked for only where a word begins. Thread-safe.
 */
final class ContextWords {

    /** Words at least this long also stand for those that they begin, such as passport for passports. */
    private static final int STEM = 6;

    /** What ASCII characters are, and that others are beyond. */
    private static final byte[] KINDS = new byte[0x80];

    private static final int OTHER = 0;
    private static final int SMALL = 1;
    private static final int CAPITAL = 2;
    private static final int BEYOND = 3;

    static {
        Arrays.fill(KINDS, 'a', 'z' + 1, (byte) SMALL);
        Arrays.fill(KINDS, 'A', 'Z' + 1, (byte) CAPITAL);
    }

    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final WordTrie trie;

    ContextWords(List<Recognizer> recognizers) {
        for (Recognizer recognizer : recognizers) {
            recognizer.context().forEach(word -> ids.putIfAbsent(word, ids.size()));
            recognizer.against().forEach(word -> ids.putIfAbsent(word, ids.size()));
        }
        trie = new WordTrie(ids.keySet());
    }

    /** These words as a set of their ids. */
    BitSet set(Collection<String> words) {
        BitSet set = new BitSet();
        words.forEach(word -> set.set(ids.getOrDefault(word, ids.size())));
        return set;
    }

    /** @param shapes how many will ask whether the text has their words */
    Places in(String text, int shapes) {
        Places found = new Places(shapes);
        char[] chars = text.toCharArray();
        int before = OTHER;
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            int kind = c < KINDS.length ? KINDS[c] : BEYOND;
            // Most places are within a word, or begin none of these.
            if ((before != SMALL || kind != SMALL) && trie.may(c, i + 1 < chars.length ? chars[i + 1] : 0)) {
                int node = trie.begin(c);
                if (node != 0 && begins(chars, i, before, kind)) {
                    follow(chars, i, node, i + 1, found);
                }
            }
            before = kind;
        }
        return found;
    }

    /** Adds what goes on at a place from a node. Two ways part only where phrases have a space, so that few are gone. */
    private void follow(char[] text, int start, int node, int from, Places found) {
        int at = node;
        for (int i = from; at != 0; i++) {
            int[] words = trie.ids(at);
            if (words.length > 0 && ends(text, start, i)) {
                for (int word : words) {
                    found.add(word, start, i);
                }
            }
            if (i == text.length) {
                return;
            }
            char c = text[i];
            int space = trie.space(at);
            if (space != 0) {
                follow(text, start, space, i, found);
                if (isSign(c)) {
                    follow(text, start, space, i + 1, found);
                }
            }
            at = c == ' ' ? 0 : trie.next(at, WordTrie.folded(c));
        }
    }

    private static boolean isSign(char c) {
        return c == ' ' || c == '_' || c == '.' || c == '-';
    }

    /** Whether a word begins with a character behind another; camelCase begins words, too. */
    private static boolean begins(char[] text, int at, int before, int kind) {
        if (before == OTHER) {
            return true;
        }
        if (before != BEYOND && kind != BEYOND) {
            return before == SMALL && kind == CAPITAL;
        }
        char last = text[at - 1];
        return !Character.isLetter(last) || (Character.isLowerCase(last) && Character.isUpperCase(text[at]));
    }

    /** Whether a word ends there, and is no part of another. */
    private static boolean ends(char[] text, int start, int end) {
        return end - start >= STEM
                || end == text.length
                || !Character.isLetter(text[end])
                || (Character.isUpperCase(text[end]) && Character.isLowerCase(text[end - 1]));
    }
}
