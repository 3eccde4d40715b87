package io.vectrail.provider.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Whether bytes are UTF-8 as RFC 3629 has it. The parser lets overlong forms and encoded surrogates through, which another
 * parser reads as something else.
 */
final class Utf8 {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;
    private static final long EACH = 0x0101_0101_0101_0101L;

    private Utf8() {}

    static boolean wellFormed(byte[] bytes) {
        return ascii(bytes) || decodes(bytes);
    }

    /** Where an ASCII character stands first, or -1. */
    static int indexOf(byte character, byte[] bytes, int from) {
        long eight = character * EACH;
        int at = from;
        while (at <= bytes.length - Long.BYTES && !hasZero((long) EIGHT.get(bytes, at) ^ eight)) {
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] != character) {
            at++;
        }
        return at < bytes.length ? at : -1;
    }

    /** Source: H. S. Warren, Hacker's Delight, 6-1, "Find First 0-Byte". */
    private static boolean hasZero(long eight) {
        return ((eight - EACH) & ~eight & NOT_ASCII) != 0;
    }

    private static boolean ascii(byte[] bytes) {
        int at = 0;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            if (((long) EIGHT.get(bytes, at) & NOT_ASCII) != 0) {
                return false;
            }
        }
        for (; at < bytes.length; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
