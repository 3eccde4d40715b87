package io.vectrail.replay.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Pieces of memory for rows, used again once what they held is stored. New ones for each slice would survive the young collections,
 * be copied by each, and fill the old generation every second. Thread-safe.
 */
final class Pieces {

    /** Bytes of a piece that is used again; larger and smaller ones are made as they are asked for. */
    static final int SIZE = 1 << 20;

    private final ArrayBlockingQueue<ByteBuffer> free;

    /** @param most kept for further use, in bytes; at least one piece is */
    Pieces(long most) {
        free = new ArrayBlockingQueue<>((int) Math.max(1, most / SIZE));
    }

    /** An empty piece, little-endian, of at least so many bytes. */
    ByteBuffer take(int bytes) {
        ByteBuffer piece = bytes == SIZE ? free.poll() : null;
        return piece == null ? ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN) : piece.clear();
    }

    /** Nobody reads it any more. One too many is left to the collector. */
    void giveBack(ByteBuffer piece) {
        if (piece.capacity() == SIZE) {
            free.offer(piece);
        }
    }
}
