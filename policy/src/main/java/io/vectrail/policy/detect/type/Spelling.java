package io.vectrail.policy.detect.type;

/**
 * A word as one number: words are compared, and looked up, where they stand, and that of a phrase is made of its words'. It is a
 * polynomial modulo 2^64 (Karp and Rabin, Efficient Randomized Pattern-Matching Algorithms, 1987). Whoever makes two words of one
 * number gains nothing: a text may say any label as it is.
 */
final class Spelling {

    /** More letters than a phrase of a list may have. */
    static final int LONGEST = 64;

    private static final long BASE = 0x9E3779B97F4A7C15L;

    private static final long[] POWERS = new long[LONGEST];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < LONGEST; i++) {
            POWERS[i] = POWERS[i - 1] * BASE;
        }
    }

    private Spelling() {}

    /** Of what stands between two places, in lower case and without accents. */
    static long of(CharSequence text, int from, int to) {
        long spelling = 0;
        for (int i = from; i < to; i++) {
            spelling = with(spelling, Letters.plain(text.charAt(i)));
        }
        return spelling;
    }

    static long of(String word) {
        return of(word, 0, word.length());
    }

    /** With one character more. */
    static long with(long spelling, char c) {
        return spelling * BASE + c;
    }

    /** @param length of the second; less than {@link #LONGEST} */
    static long joined(long first, long second, int length) {
        return first * POWERS[length] + second;
    }
}
