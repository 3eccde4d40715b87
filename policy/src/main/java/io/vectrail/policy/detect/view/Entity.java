package io.vectrail.policy.detect.view;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** HTML's character references (HTML Living Standard, 13.2.5.72 to 80), numeric ones also without their semicolon. */
final class Entity {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private Entity() {}

    /** The character that is referred to from a '&'. Looks at each character but once, however many '&' there are. */
    static @Nullable Unit at(String text, int from) {
        if (!text.startsWith("#", from + 1)) {
            return EntityNames.at(text, from);
        }
        boolean hex = from + 2 < text.length() && (text.charAt(from + 2) | 0x20) == 'x';
        int begin = from + (hex ? 3 : 2);
        int base = hex ? 16 : 10;
        int value = 0;
        int end = begin;
        while (end < text.length()) {
            int digit = Hex.digit(text.charAt(end));
            if (digit < 0 || digit >= base) {
                break;
            }
            value = Math.min(value * base + digit, Character.MAX_CODE_POINT + 1);
            end++;
        }
        if (end == begin || !Scalar.is(value)) {
            return null;
        }
        return new Unit(windows(value), text.startsWith(";", end) ? end + 1 : end);
    }

    /** Browsers take numbers of C1 controls for bytes of windows-1252, such as 150 for a dash. */
    private static int windows(int value) {
        return value >= 0x80 && value <= 0x9F ? new String(new byte[] {(byte) value}, WINDOWS).charAt(0) : value;
    }
}
