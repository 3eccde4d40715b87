package io.vectrail.streams.profile;

import java.util.Arrays;

/** The words of a text, as hashes: runs of letters and digits in lower case, and each ideograph by itself. */
final class Words {

    /** So many characters and words of a text are looked at: enough to know it again. */
    static final int MOST_CHARACTERS = 8192;

    private static final int MOST_WORDS = 1024;

    private Words() {}

    /** @param from where in the text they begin */
    static long[] of(String text, int from) {
        int end = Math.min(text.length(), MOST_CHARACTERS);
        long[] words = new long[Math.min(MOST_WORDS, end / 2 + 1)];
        int count = 0;
        int at = from;
        while (at < end && count < words.length) {
            if (!Character.isLetterOrDigit(text.charAt(at))) {
                at++;
                continue;
            }
            int start = at++;
            if (!Character.isIdeographic(text.charAt(start))) {
                while (at < end && inWord(text.charAt(at))) {
                    at++;
                }
            }
            words[count++] = hash(text, start, at);
        }
        return count == words.length ? words : Arrays.copyOf(words, count);
    }

    private static boolean inWord(char character) {
        return character < 0x80
                ? Character.isLetterOrDigit(character)
                : Character.isLetterOrDigit(character) && !Character.isIdeographic(character);
    }

    private static long hash(String text, int from, int to) {
        long hash = 0xcbf29ce484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ Character.toLowerCase(text.charAt(i))) * 0x100000001b3L;
        }
        return Hash.mix(hash);
    }
}
