package io.vectrail.replay.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Bytes that are written one after another. They grow by pieces, so that growing copies nothing and wastes at most one of them. */
final class GrowingBytes {

    private static final int FIRST_PIECE = 256;

    private final List<ByteBuffer> full = new ArrayList<>(0);
    private final Pieces pieces;
    private ByteBuffer out;
    private long fullBytes;

    GrowingBytes(Pieces pieces) {
        this.pieces = pieces;
        this.out = pieces.take(FIRST_PIECE);
    }

    /** To be written next, little-endian; has room for so many bytes at least. */
    ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            full.add(out);
            fullBytes += out.position();
            out = pieces.take(Math.max(bytes, Math.min(Pieces.SIZE, 2 * out.capacity())));
        }
        return out;
    }

    long size() {
        return fullBytes + out.position();
    }

    void writeTo(OutputStream target) throws IOException {
        for (ByteBuffer piece : full) {
            target.write(piece.array(), piece.arrayOffset(), piece.position());
        }
        target.write(out.array(), out.arrayOffset(), out.position());
    }

    /** Gives its memory back, for other bytes; nobody reads these any more. */
    void release() {
        full.forEach(pieces::giveBack);
        full.clear();
        pieces.giveBack(out);
        out = pieces.take(FIRST_PIECE);
        fullBytes = 0;
    }

    /** An unsigned number as LEB128. */
    void length(int length) {
        ByteBuffer target = room(5);
        int rest = length;
        while (rest > 0x7F) {
            target.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        target.put((byte) rest);
    }

    /** Bytes with their length before them: a String of ClickHouse's. */
    void text(byte[] utf8) {
        length(utf8.length);
        room(utf8.length).put(utf8);
    }
}
