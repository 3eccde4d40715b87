package io.vectrail.recorded;

import io.vectrail.event.Side;

/**
 * What it takes to read a body, in bytes, seen before it is read: small elements grow, and a string stands in memory several
 * times while it is read. Only commas outside of strings stand between elements, and only
 * brackets outside of them begin a vector.
 */
final class BodyWeight {

    /** "0," is a float. */
    private static final int NUMBER_BYTES = Float.BYTES;

    /** A vector, where it stands, and its array: "[0]," is one. */
    private static final int VECTOR_BYTES = 100;

    /** A text, where it stands, and its objects, or a token that stands for a hundred spaces. */
    private static final int TEXT_BYTES = 192;

    /** Of one byte while its string is read: the parser's characters, its builder's, the string's. */
    private static final int WHILE_READ = 7;

    private static final long MOST_OF_A_BYTE = 1 + TEXT_BYTES + WHILE_READ;

    private BodyWeight() {}

    /** Whether it can be read in so many bytes; of a usual body nothing needs to be looked at for it. */
    static boolean fits(Side side, byte[] plain, long mostBytes) {
        return plain.length * MOST_OF_A_BYTE <= mostBytes || of(side, plain) <= mostBytes;
    }

    /** @param plain freed of its content encoding */
    static long of(Side side, byte[] plain) {
        long commas = 0;
        long arrays = 0;
        long longest = 0;
        long strings = 0;
        int start = -1;
        for (int i = 0; i < plain.length; i++) {
            byte one = plain[i];
            if (start < 0) {
                commas += one == ',' ? 1 : 0;
                arrays += one == '[' ? 1 : 0;
                start = one == '"' ? i : -1;
            } else if (one == '\\') {
                i++;
            } else if (one == '"') {
                strings += i - start;
                longest = Math.max(longest, i - start);
                start = -1;
            }
        }
        if (start >= 0) {
            longest = Math.max(longest, plain.length - start);
        }
        // Texts stay strings, of two bytes a character where one is not Latin; vectors become numbers.
        long kept = side == Side.REQUEST
                ? 2 * strings + TEXT_BYTES * commas
                : NUMBER_BYTES * commas + VECTOR_BYTES * arrays;
        return plain.length + kept + WHILE_READ * longest;
    }
}
