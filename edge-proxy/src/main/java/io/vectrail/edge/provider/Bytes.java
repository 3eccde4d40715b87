package io.vectrail.edge.provider;

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

    private static boolean startsAt(byte[] whole, int at, byte[] part) {
        for (int i = 1; i < part.length; i++) {
            if (whole[at + i] != part[i]) {
                return false;
            }
        }
        return true;
    }
}
