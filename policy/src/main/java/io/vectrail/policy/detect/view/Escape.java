package io.vectrail.policy.detect.view;

import org.jspecify.annotations.Nullable;

/** Escapes of string literals in JSON, JavaScript and Python: {@code \}u0040, {@code \}u{40}, {@code \}x40, {@code \}U00000040, {@code \}n. */
final class Escape {

    private Escape() {}

    /** The character that is escaped from a backslash. */
    static @Nullable Unit at(String text, int from) {
        if (from + 1 == text.length()) {
            return null;
        }
        return switch (text.charAt(from + 1)) {
            case 'n' -> new Unit('\n', from + 2);
            case 'r' -> new Unit('\r', from + 2);
            case 't' -> new Unit('\t', from + 2);
            case '"', '/' -> new Unit(text.charAt(from + 1), from + 2);
            case 'x' -> unit(Hex.at(text, from + 2, 2), from + 4);
            case 'u' -> utf16(text, from);
            // Nothing beyond U+10FFFF has eight digits that begin otherwise.
            case 'U' -> Hex.at(text, from + 2, 2) == 0 ? unit(Hex.at(text, from + 4, 6), from + 10) : null;
            default -> null;
        };
    }

    private static @Nullable Unit utf16(String text, int from) {
        int value = Hex.at(text, from + 2, 4);
        if (value < 0) {
            return braced(text, from);
        }
        int next = from + 6;
        boolean pair = Character.isHighSurrogate((char) value) && text.startsWith("\\u", next);
        int low = pair ? Hex.at(text, next + 2, 4) : -1;
        if (low >= 0 && Character.isLowSurrogate((char) low)) {
            return new Unit(Character.toCodePoint((char) value, (char) low), next + 6);
        }
        return unit(value, next);
    }

    /** One to six digits in braces. */
    private static @Nullable Unit braced(String text, int from) {
        int begin = from + 3;
        if (!text.startsWith("{", from + 2)) {
            return null;
        }
        int end = begin;
        while (end < text.length() && end < begin + 6 && Hex.digit(text.charAt(end)) >= 0) {
            end++;
        }
        return end > begin && text.startsWith("}", end) ? unit(Hex.at(text, begin, end - begin), end + 1) : null;
    }

    private static @Nullable Unit unit(int value, int end) {
        return Scalar.is(value) ? new Unit(value, end) : null;
    }
}
