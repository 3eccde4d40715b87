package io.vectrail.policy.detect.view;

/** Hexadecimal digits in a text. ASCII ones alone: decoders take no others. */
final class Hex {

    private Hex() {}

    /** The value of so many digits, at most 7, from there; below 0 where they are not all there. */
    static int at(String text, int from, int digits) {
        if (from + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Its value; below 0 where it is no digit. */
    static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
