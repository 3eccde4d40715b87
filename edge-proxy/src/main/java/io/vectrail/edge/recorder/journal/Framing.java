package io.vectrail.edge.recorder.journal;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands before each payload of one segment. See {@link SegmentFormat} for the bytes.
 *
 * <p>Since version 2 a frame has a checksum of its own, which covers the place where it stands: the epoch, the segment and
 * the offset. So a reader that lost its way finds the next entry by looking at each byte once, a stale block of another
 * file is no entry, and neither is the image of one that a caller put into a text.
 */
record Framing(short version, UUID epoch, long segment) {

    private static final int V1_BYTES = 25;
    private static final int V2_BYTES = 29;
    private static final int KIND_AT = 8;

    /** Kind and exchange: in version 1 they count to the length and to the payload's checksum. */
    private static final int V1_PREFIX_BYTES = 17;

    private static final int PLACE_BYTES = 32;

    /**
     * A frame that was read.
     *
     * @param payloadChecksum CRC32C; in version 1 of kind and exchange, too
     */
    record Frame(int payloadBytes, int payloadChecksum, EntryKind kind, UUID exchange) {}

    /** Bytes of a frame. */
    int bytes() {
        return version == 1 ? V1_BYTES : V2_BYTES;
    }

    /** The frame of an entry that will stand at this offset. Version 2 only: nothing else is written any more. */
    ByteBuffer frame(long offset, EntryKind kind, UUID exchange, byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload, 0, payload.length);
        ByteBuffer whole = ByteBuffer.allocate(PLACE_BYTES + V2_BYTES);
        place(whole, offset);
        whole.putInt(payload.length).putInt((int) crc.getValue()).put(kind.code());
        whole.putLong(exchange.getMostSignificantBits()).putLong(exchange.getLeastSignificantBits());
        whole.putInt(SegmentFormat.checksum(whole.array(), 0, whole.position()));
        return whole.flip().position(PLACE_BYTES);
    }

    /**
     * The frame at the buffer's position, which is this offset of the segment.
     *
     * @return null when no whole one stands there
     */
    @Nullable
    Frame read(ByteBuffer bytes, long offset) {
        int start = bytes.position();
        EntryKind kind = EntryKind.of(bytes.get(start + KIND_AT));
        int length = bytes.getInt(start) - (version == 1 ? V1_PREFIX_BYTES : 0);
        if (kind == null || length < 0 || length > SegmentFormat.MOST_PAYLOAD_BYTES) {
            return null;
        }
        if (version != 1 && !placed(bytes, start, offset)) {
            return null;
        }
        UUID exchange = new UUID(bytes.getLong(start + KIND_AT + 1), bytes.getLong(start + KIND_AT + 9));
        return new Frame(length, bytes.getInt(start + 4), kind, exchange);
    }

    boolean fits(Frame frame, byte[] payload) {
        CRC32C crc = new CRC32C();
        if (version == 1) {
            ByteBuffer prefix =
                    ByteBuffer.allocate(V1_PREFIX_BYTES).put(frame.kind().code());
            prefix.putLong(frame.exchange().getMostSignificantBits());
            prefix.putLong(frame.exchange().getLeastSignificantBits());
            crc.update(prefix.array(), 0, V1_PREFIX_BYTES);
        }
        crc.update(payload, 0, payload.length);
        return (int) crc.getValue() == frame.payloadChecksum();
    }

    /** Whether a whole frame can be told from other bytes without its payload. */
    boolean findable() {
        return version != 1;
    }

    private boolean placed(ByteBuffer bytes, int start, long offset) {
        ByteBuffer covered = ByteBuffer.allocate(PLACE_BYTES + V2_BYTES - 4);
        place(covered, offset);
        covered.put(PLACE_BYTES, bytes, start, V2_BYTES - 4);
        return bytes.getInt(start + V2_BYTES - 4) == SegmentFormat.checksum(covered.array(), 0, covered.capacity());
    }

    private void place(ByteBuffer into, long offset) {
        into.putLong(epoch.getMostSignificantBits()).putLong(epoch.getLeastSignificantBits());
        into.putLong(segment).putLong(offset);
    }
}
