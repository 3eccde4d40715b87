package io.vectrail.streams.profile;

import java.util.Arrays;

/** The words of a text, as hashes: runs of letters and digits in lower case, and each ideograph by itself. */
final class Words {

    /** So many characters and words of a text are looked at: enough to know it again. */
    static final int MOST_CHARACTERS = 8192;

    private static final int MOST_WORDS = 1024;

    private static final int ASCII = 0x80;

    /** Of each letter and digit its lower case, of what is none 0. */
    private static final char[] LOWER = lower();

    private Words() {}

    /** @param from where in the text they begin */
    static long[] of(char[] text, int from) {
        int end = Math.min(text.length, MOST_CHARACTERS);
        long[] words = new long[Math.min(MOST_WORDS, end)];
        int count = 0;
        int at = from;
        while (at < end && count < words.length) {
            char first = text[at++];
            long hash = Hash.FNV_OFFSET;
            char lower =
                    first < ASCII ? LOWER[first] : Character.isLetterOrDigit(first) ? Character.toLowerCase(first) : 0;
            if (lower == 0) {
                continue;
            }
            hash = (hash ^ lower) * Hash.FNV_PRIME;
            if (first < ASCII || !Character.isIdeographic(first)) {
                while (at < end && (lower = inWord(text[at])) != 0) {
                    hash = (hash ^ lower) * Hash.FNV_PRIME;
                    at++;
                }
            }
            words[count++] = Hash.mix(hash);
        }
        return count == words.length ? words : Arrays.copyOf(words, count);
    }

    /** What goes on with a word, in lower case; 0 where it ends. */
    private static char inWord(char character) {
        if (character < ASCII) {
            return LOWER[character];
        }
        return Character.isLetterOrDigit(character) && !Character.isIdeographic(character)
                ? Character.toLowerCase(character)
                : 0;
    }

    private static char[] lower() {
        char[] lower = new char[ASCII];
        for (char character = 0; character < ASCII; character++) {
            lower[character] = Character.isLetterOrDigit(character) ? Character.toLowerCase(character) : 0;
        }
        return lower;
    }
}
