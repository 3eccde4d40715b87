package io.vectrail.policy.detect.view;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a run of base64 says, where it says something: at least {@link #SHORTEST} characters of UTF-8, of which one in
 * {@link #ONE_BAD_IN} may be none that is written. A word, a hash or a number decodes to bytes of all sorts: twelve such pass
 * about once in 100,000.
 */
final class Base64Text {

    static final int SHORTEST = 12;

    private static final int ONE_BAD_IN = 20;

    private Base64Text() {}

    /** What [start, end) of the text says; line breaks and padding in it are read over. */
    static @Nullable String of(String text, int start, int end) {
        Bytes bytes = new Bytes(end - start);
        int pending = 0;
        int bits = 0;
        for (int i = start; i < end; i++) {
            int value = Base64Alphabet.value(text.charAt(i));
            if (value >= 0) {
                pending = (pending << 6) | value;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    if (!bytes.add((byte) (pending >>> bits))) {
                        return null;
                    }
                }
            }
        }
        if (bytes.length < SHORTEST || bytes.controls > bytes.length / ONE_BAD_IN) {
            return null;
        }
        String said = new String(bytes.decoded, 0, bytes.length, StandardCharsets.UTF_8);
        return isWritten(said) ? said : null;
    }

    /** Pictures, hashes and the like end here after some bytes, before they are made characters of. */
    private static final class Bytes {

        private final byte[] decoded;

        /** More bad characters than these are too many, whatever follows. */
        private final int most;

        private int length;
        private int controls;

        /** Bytes that cannot stand in UTF-8 beside the one before them: each is a bad character, or makes one of that. */
        private int broken;

        Bytes(int encoded) {
            decoded = new byte[encoded * 3 / 4 + 1];
            most = decoded.length / ONE_BAD_IN;
        }

        /** @return false where too many are bad */
        boolean add(byte b) {
            byte before = length == 0 ? 0 : decoded[length - 1];
            decoded[length++] = b;
            controls += b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' ? 1 : 0;
            // Below -64 are the bytes that go on, from there on those that begin.
            broken += b >= 0 ? (before < 0 && before >= -64 ? 1 : 0) : b < -64 && before >= 0 ? 1 : 0;
            return controls <= most && broken <= most;
        }
    }

    private static boolean isWritten(String said) {
        int count = 0;
        int bad = 0;
        for (int i = 0; i < said.length(); i++) {
            char c = said.charAt(i);
            int codePoint = Character.isHighSurrogate(c) ? said.codePointAt(i) : c;
            i += Character.charCount(codePoint) - 1;
            count++;
            bad += isWritten(codePoint) ? 0 : 1;
        }
        return count >= SHORTEST && bad <= count / ONE_BAD_IN;
    }

    private static boolean isWritten(int codePoint) {
        if (codePoint < 0x7f) {
            return codePoint >= ' ' || codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE -> false;
            // What stands for bytes that are no UTF-8.
            default -> codePoint != 0xFFFD;
        };
    }
}
