package io.vectrail.provider;

import io.vectrail.provider.json.Replacement;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A part of a body while it is written anew, from its first change to its last; what lies between changes is copied. */
final class Rewritten {

    private final byte[] plain;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int start = -1;
    private int end;

    Rewritten(byte[] plain) {
        this.plain = plain;
    }

    /**
     * Puts a text in the place of bytes that lie behind all that were changed before.
     *
     * @param ascii of ASCII characters
     */
    void put(int from, int to, String ascii) {
        if (start < 0) {
            start = from;
        } else {
            text.write(plain, end, from - end);
        }
        text.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
        end = to;
    }

    /** All changes as one; none where there are none. */
    List<Replacement> replacement() {
        return start < 0 ? List.of() : List.of(new Replacement(start, end, text.toByteArray()));
    }
}
