package io.vectrail.policy.detect.view;

/** The characters of base64, standard and URL-safe (RFC 4648, 4 and 5). */
final class Base64Alphabet {

    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** Of each character its six bits; below 0 where it has none. */
    private static final byte[] VALUES = new byte[0x80];

    static {
        for (char c = 0; c < VALUES.length; c++) {
            int sign = c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
            VALUES[c] = (byte) Math.max(CHARACTERS.indexOf(c), sign);
        }
    }

    private Base64Alphabet() {}

    static boolean has(char c) {
        return value(c) >= 0;
    }

    /** Its six bits; below 0 where it has none. */
    static int value(char c) {
        return c < 0x80 ? VALUES[c] : -1;
    }

    /** Whether it also stands between words, such as those of a path, in texts that are no base64. */
    static boolean separates(char c) {
        return c == '+' || c == '/' || c == '-' || c == '_';
    }

    /** Where the characters end that follow one another from there, at the latest at that limit. */
    static int end(String text, int from, int limit) {
        int end = from;
        while (end < limit && has(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
