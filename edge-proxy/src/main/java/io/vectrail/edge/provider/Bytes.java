package io.vectrail.edge.provider;

import java.util.Arrays;
import java.util.List;

/** Looks for bytes in bytes. */
final class Bytes {

    private Bytes() {}

    /** Whether {@code part} stands somewhere in {@code whole}. Linear for what is looked for here: long and random. */
    static boolean contains(byte[] whole, byte[] part) {
        int last = whole.length - part.length;
        for (int at = 0; at <= last; at++) {
            if (whole[at] == part[0] && startsAt(whole, at, part)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A body as it stands and, where it has backslashes, with each JSON escape of an ASCII character replaced by that character:
     * writers escape what they like, and what is no JSON has backslashes of its own.
     */
    static List<byte[]> asTextAndAsJson(byte[] body) {
        int first = 0;
        while (first < body.length && body[first] != '\\') {
            first++;
        }
        return first == body.length ? List.of(body) : List.of(body, unescaped(body, first));
    }

    private static byte[] unescaped(byte[] json, int first) {
        byte[] plain = new byte[json.length];
        System.arraycopy(json, 0, plain, 0, first);
        int size = first;
        for (int at = first; at < json.length; at++) {
            if (json[at] == '\\' && at + 1 < json.length) {
                at++;
                int character = json[at] == 'u' ? hexadecimal(json, at + 1) : json[at];
                if (json[at] == 'u' && character >= 0) {
                    at += 4;
                }
                plain[size++] = (byte) (character < 0 ? '?' : character);
            } else {
                plain[size++] = json[at];
            }
        }
        return Arrays.copyOf(plain, size);
    }

    /** The ASCII character that four hexadecimal digits stand for, or -1. */
    private static int hexadecimal(byte[] json, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = i < json.length ? Character.digit(json[i], 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = 16 * value + digit;
        }
        return value < 0x80 ? value : -1;
    }

    private static boolean startsAt(byte[] whole, int at, byte[] part) {
        for (int i = 1; i < part.length; i++) {
            if (whole[at + i] != part[i]) {
                return false;
            }
        }
        return true;
    }
}
