package io.vectrail.policy.detect.view;

import org.jspecify.annotations.Nullable;

/** Percent-encoding (RFC 3986, 2.1) of UTF-8 (RFC 3629, 4), and JavaScript's %uXXXX. */
final class Percent {

    private static final int TRIPLET = 3;

    private Percent() {}

    /** The character that is encoded from a '%'; nothing where the bytes are no UTF-8. */
    static @Nullable Unit at(String text, int from) {
        int first = Hex.at(text, from + 1, 2);
        if (first < 0) {
            return utf16(text, from);
        }
        if (first < 0x80) {
            return new Unit(first, from + TRIPLET);
        }
        int more = first < 0xC2 || first > 0xF4 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        int codePoint = first & (0x3F >> more);
        int at = from + TRIPLET;
        for (int i = 0; i < more; i++) {
            int next = at < text.length() && text.charAt(at) == '%' ? Hex.at(text, at + 1, 2) : -1;
            if ((next & ~0x3F) != 0x80) {
                return null;
            }
            codePoint = codePoint << 6 | (next & 0x3F);
            at += TRIPLET;
        }
        boolean shortest = more == 1 || (more == 2 && codePoint >= 0x800) || (more == 3 && codePoint >= 0x10000);
        return shortest && Scalar.is(codePoint) ? new Unit(codePoint, at) : null;
    }

    private static @Nullable Unit utf16(String text, int from) {
        boolean marked = from + 1 < text.length() && (text.charAt(from + 1) | 0x20) == 'u';
        int value = marked ? Hex.at(text, from + 2, 4) : -1;
        return Scalar.is(value) ? new Unit(value, from + 6) : null;
    }
}
