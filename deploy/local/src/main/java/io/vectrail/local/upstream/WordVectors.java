package io.vectrail.local.upstream;

import java.nio.charset.StandardCharsets;

/**
 * Turns a text into a unit vector: the sum of one pseudo-random vector per word, scaled to length 1.
 *
 * <p>Vectors of different words are almost orthogonal, so that the cosine of two texts is about the share of words that they have
 * in common: at least 0.9 when one word in twenty differs, at most 0.3 without a common word, from 256 dimensions on. A shorter
 * vector is the longer one's beginning, scaled again, as with the models whose names these carry. Components are sums of whole
 * numbers, and the scaling is division and square root, which IEEE 754 rounds alike everywhere: the same text gives the same bits
 * on every machine. Which characters separate words is fixed here for the same reason, rather than asked of the JDK's Unicode.
 */
final class WordVectors {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    /** SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final long seed;

    /** Each model has vectors of its own. */
    WordVectors(String model) {
        this.seed = mix(hash(model, 0, model.length()));
    }

    /** The unit vector of that text; {@code dimensions} is at least 1. */
    float[] embed(String text, int dimensions) {
        long[] sum = new long[dimensions];
        int words = 0;
        int at = 0;
        while (at < text.length()) {
            int start = skip(text, at, true);
            int end = skip(text, start, false);
            words += addTrimmed(sum, text, start, end);
            at = end;
        }
        if (words == 0) {
            add(sum, hash(text, 0, text.length()));
        }
        return scaled(sum);
    }

    /** Adds a word without the punctuation around it. Zero when nothing else is there. */
    private int addTrimmed(long[] sum, String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isPunctuation(text.charAt(start))) {
            start++;
        }
        while (end > start && isPunctuation(text.charAt(end - 1))) {
            end--;
        }
        if (start == end) {
            return 0;
        }
        if (isIdeographic(text.charAt(start))) {
            // Written without spaces: each character counts as a word.
            for (int i = start; i < end; i++) {
                add(sum, hash(text, i, i + 1));
            }
        } else {
            add(sum, hash(text, start, end));
        }
        return 1;
    }

    private void add(long[] sum, long word) {
        long state = mix(word ^ seed);
        for (int i = 0; i < sum.length; i += 4) {
            state += GOLDEN_GAMMA;
            long bits = mix(state);
            for (int part = 0; part < 4 && i + part < sum.length; part++) {
                // An odd number between -65535 and 65535: symmetric, and never zero.
                sum[i + part] += 2L * (short) (bits >>> (16 * part)) + 1;
            }
        }
    }

    private static float[] scaled(long[] sum) {
        double squares = 0;
        for (long component : sum) {
            squares += (double) component * component;
        }
        double length = Math.sqrt(squares);
        float[] vector = new float[sum.length];
        if (length == 0) {
            vector[0] = 1; // words that cancel each other out, possible in a few dimensions only
            return vector;
        }
        for (int i = 0; i < sum.length; i++) {
            vector[i] = (float) (sum[i] / length);
        }
        return vector;
    }

    private static long hash(String text, int from, int to) {
        long hash = FNV_OFFSET;
        for (byte b : text.substring(from, to).getBytes(StandardCharsets.UTF_8)) {
            int lower = b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
            hash = (hash ^ (lower & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static int skip(String text, int from, boolean spaces) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at)) == spaces) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c <= ' '
                || in(c, '\u007f', '\u00a0') // controls, no-break space
                || in(c, '\u2000', '\u200b')
                || in(c, '\u2028', '\u2029')
                || c == '\u202f'
                || c == '\u205f'
                || c == '\u3000';
    }

    private static boolean isPunctuation(char c) {
        boolean ascii = c < '\u0080' && !in(c, '0', '9') && !in(c, 'A', 'Z') && !in(c, 'a', 'z');
        return ascii
                || in(c, '\u0080', '\u00bf')
                || in(c, '\u2010', '\u206f')
                || in(c, '\u3001', '\u303f')
                || in(c, '\uff01', '\uff0f');
    }

    private static boolean isIdeographic(char c) {
        return in(c, '\u3040', '\u30ff') || in(c, '\u3400', '\u9fff');
    }

    private static boolean in(char c, char from, char to) {
        return c >= from && c <= to;
    }
}
