package io.vectrail.edge.recorder.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one segment's entries, forwards or at a known offset. Not thread-safe. */
final class SegmentReader implements AutoCloseable {

    private static final int READ_AHEAD = 1 << 20;

    private final FileChannel file;
    private final SegmentFormat.Header header;
    private ByteBuffer window = ByteBuffer.allocate(READ_AHEAD).limit(0);
    private long windowStart;

    private SegmentReader(FileChannel file, SegmentFormat.Header header) {
        this.file = file;
        this.header = header;
    }

    /** Opens a segment; null when it has no whole header, and so no entries. */
    static @Nullable SegmentReader open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        SegmentFormat.Header header = SegmentFormat.readHeader(file);
        if (header == null) {
            file.close();
            return null;
        }
        return new SegmentReader(file, header);
    }

    SegmentFormat.Header header() {
        return header;
    }

    /**
     * The entry at this offset, if it ends at or before {@code limit} and is whole.
     *
     * @param offset where an entry starts; anything inside the header means the first
     * @param limit how far the file may be read
     */
    @Nullable
    JournalEntry read(long offset, long limit) throws IOException {
        long start = Math.max(offset, header.bytes());
        ByteBuffer frame = bytes(start, SegmentFormat.FRAME_BYTES + SegmentFormat.PREFIX_BYTES, limit);
        if (frame == null) {
            return null;
        }
        int length = frame.getInt();
        int checksum = frame.getInt();
        EntryKind kind = EntryKind.of(frame.get());
        UUID exchange = new UUID(frame.getLong(), frame.getLong());
        if (kind == null || length < SegmentFormat.PREFIX_BYTES || length > SegmentFormat.MOST_ENTRY_BYTES) {
            return null;
        }
        ByteBuffer whole = bytes(start, SegmentFormat.FRAME_BYTES + length, limit);
        if (whole == null) {
            return null;
        }
        byte[] payload = new byte[length - SegmentFormat.PREFIX_BYTES];
        whole.position(whole.position() + SegmentFormat.FRAME_BYTES + SegmentFormat.PREFIX_BYTES)
                .get(payload);
        if (checksum != SegmentFormat.checksum(kind, exchange, payload)) {
            return null;
        }
        long end = start + SegmentFormat.FRAME_BYTES + length;
        return new JournalEntry(
                new Position(header.segment(), start), new Position(header.segment(), end), kind, exchange, payload);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A view of these bytes, read ahead so that small entries share one read; null when they go past the limit or the end. */
    private @Nullable ByteBuffer bytes(long start, int length, long limit) throws IOException {
        if (start + length > limit) {
            return null;
        }
        boolean inside = start >= windowStart && start + length <= windowStart + window.limit();
        if (!inside) {
            int wanted = (int) Math.min(Math.max(READ_AHEAD, length), limit - start);
            window = window.capacity() >= wanted ? window.clear().limit(wanted) : ByteBuffer.allocate(wanted);
            SegmentFormat.readFully(file, window, start);
            window.flip();
            windowStart = start;
            if (window.limit() < length) {
                return null;
            }
        }
        return window.duplicate().position((int) (start - windowStart));
    }
}
