package io.vectrail.edge.recorder.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes one segment, from its header on. Not thread-safe. */
final class SegmentWriter implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 20;

    private final FileChannel file;
    private final ByteBuffer buffer;
    private final Framing framing;
    private final long createdMillis;
    private final long filled;
    private long headerBytes;
    private long written;
    private long durable;

    private SegmentWriter(FileChannel file, long filled, Framing framing, long createdMillis) {
        this.file = file;
        this.filled = filled;
        this.buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        this.framing = framing;
        this.createdMillis = createdMillis;
    }

    /**
     * Makes the file and its header durable.
     *
     * @param previousEnd the segment before, and where it ends
     * @param spare is written into when it is ready
     */
    static SegmentWriter create(
            Path path, UUID epoch, long number, long nowMillis, Position previousEnd, SpareSegment spare)
            throws IOException {
        FileChannel taken = spare.take(path);
        FileChannel file =
                taken == null ? FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE) : taken;
        try {
            SegmentWriter writer =
                    new SegmentWriter(file, file.size(), new Framing(SegmentFormat.VERSION, epoch, number), nowMillis);
            writer.writeFully(SegmentFormat.header(epoch, number, nowMillis, previousEnd));
            writer.force();
            writer.headerBytes = writer.durable;
            return writer;
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    long createdMillis() {
        return createdMillis;
    }

    long number() {
        return framing.segment();
    }

    /** Bytes up to which everything is on the disk. */
    long durable() {
        return durable;
    }

    /** True when an entry of it is on the disk. */
    boolean holdsEntries() {
        return durable > headerBytes;
    }

    /** True when it has the size or the age to be followed by another. One without entries never has. */
    boolean isOver(JournalLimits limits, long nowMillis) {
        return written() >= limits.segmentBytes().bytes()
                || (written() > headerBytes
                        && nowMillis - createdMillis >= limits.segmentAge().toMillis());
    }

    /** Bytes of the file that are zeros still. */
    long ahead() {
        return Math.max(0, filled - written());
    }

    /** True once it has so many entries that its successor is worth preparing. */
    boolean fills(JournalLimits limits) {
        return written() >= limits.segmentBytes().bytes() / 4;
    }

    /** Bytes written, durable or not. */
    private long written() {
        return written + buffer.position();
    }

    /** @return where the entry starts */
    Position write(EntryKind kind, UUID exchange, byte[] payload) throws IOException {
        Position position = new Position(number(), written());
        put(framing.frame(position.offset(), kind, exchange, payload));
        put(ByteBuffer.wrap(payload));
        return position;
    }

    /** Everything written before is on the disk when this returns. */
    void force() throws IOException {
        flush();
        file.force(false);
        durable = written;
    }

    /** Cuts off what is not known to be on the disk, as well as that is still possible, and closes. */
    void abandon() throws IOException {
        try (file) {
            file.truncate(durable);
        }
    }

    /** Gives back what was not needed of a file that was there before. Everything written must be durable. */
    @Override
    public void close() throws IOException {
        try (file) {
            if (filled > durable) {
                file.truncate(durable);
            }
        }
    }

    private void put(ByteBuffer bytes) throws IOException {
        if (bytes.remaining() > buffer.remaining()) {
            flush();
        }
        while (bytes.remaining() > buffer.remaining()) {
            // Through the buffer, so that a large entry takes no memory of its own outside the heap.
            int count = buffer.remaining();
            buffer.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            flush();
        }
        buffer.put(bytes);
    }

    private void flush() throws IOException {
        buffer.flip();
        try {
            writeFully(buffer);
        } finally {
            buffer.clear();
        }
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            written += file.write(bytes);
        }
    }
}
