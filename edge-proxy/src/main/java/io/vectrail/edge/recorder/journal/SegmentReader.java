package io.vectrail.edge.recorder.journal;

import io.vectrail.edge.recorder.journal.Framing.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one segment's entries, forwards or at a known offset. Not thread-safe. */
final class SegmentReader implements AutoCloseable {

    private static final int READ_AHEAD = 1 << 20;

    private final FileChannel file;
    private final long number;
    private final SegmentFormat.@Nullable Header header;
    private final boolean renamed;
    private final Framing framing;
    private ByteBuffer window = ByteBuffer.allocate(READ_AHEAD).limit(0);
    private long windowStart;

    private SegmentReader(
            FileChannel file, long number, SegmentFormat.@Nullable Header header, boolean renamed, Framing framing) {
        this.file = file;
        this.number = number;
        this.header = header;
        this.renamed = renamed;
        this.framing = framing;
    }

    /**
     * Opens a segment.
     *
     * @param epoch the journal's: entries are found by it when the header is broken
     */
    static SegmentReader open(Path path, long number, UUID epoch) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            SegmentFormat.Header read = SegmentFormat.readHeader(file);
            // A copy under another name says nothing of this place: its frames then do not fit, and are damage.
            SegmentFormat.Header header = read != null && read.segment() == number ? read : null;
            Framing framing = header == null ? new Framing(SegmentFormat.VERSION, epoch, number) : header.framing();
            return new SegmentReader(file, number, header, read != null && header == null, framing);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    long number() {
        return number;
    }

    /** Null when it is broken. */
    SegmentFormat.@Nullable Header header() {
        return header;
    }

    /** Whether it has the whole header of another segment. */
    boolean renamed() {
        return renamed;
    }

    /**
     * What stands at this offset.
     *
     * @param offset where an entry starts; anything inside the header means the first
     * @param limit how far the file may be read
     */
    Reading read(long offset, long limit) throws IOException {
        long start = Math.max(offset, header == null ? 0 : header.bytes());
        Frame frame = frame(start, limit);
        if (frame == null) {
            return search(start, limit);
        }
        long end = start + framing.bytes() + frame.payloadBytes();
        byte[] payload = payload(start + framing.bytes(), frame.payloadBytes(), limit);
        if (payload == null) {
            return new Reading.Over(limit - start);
        }
        boolean whole = framing.fits(frame, payload);
        Position at = new Position(number, start);
        JournalEntry entry =
                new JournalEntry(at, new Position(number, end), frame.kind(), frame.exchange(), payload, whole);
        if (whole) {
            return new Reading.Whole(entry);
        }
        if (!framing.findable()) {
            return new Reading.Over(limit - start);
        }
        String what = frame.kind().name().toLowerCase(Locale.ROOT) + " of exchange " + frame.exchange();
        return new Reading.Broken(new Damage(at, end - start, what), end, entry);
    }

    /** Behind the last byte before this one that is not zero: a file that was made in advance ends in zeros. */
    long lastContent(long size) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(READ_AHEAD);
        for (long end = size; end > 0; end -= piece.capacity()) {
            long from = Math.max(0, end - piece.capacity());
            piece.clear().limit((int) (end - from));
            SegmentFormat.readFully(file, piece, from);
            for (int at = piece.position() - 1; at >= 0; at--) {
                if (piece.get(at) != 0) {
                    return from + at + 1;
                }
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Looks for the next frame at every byte, once: each look costs the checksum of 57 bytes at most. */
    private Reading search(long start, long limit) throws IOException {
        if (start >= limit) {
            return new Reading.Over(0);
        }
        if (framing.findable()) {
            for (long at = start + 1; at + framing.bytes() <= limit; at++) {
                Frame frame = frame(at, limit);
                if (frame != null) {
                    return new Reading.Broken(
                            new Damage(new Position(number, start), at - start, "no whole entry"), at, null);
                }
            }
        }
        return new Reading.Over(limit - start);
    }

    private @Nullable Frame frame(long at, long limit) throws IOException {
        ByteBuffer bytes = bytes(at, framing.bytes(), limit);
        return bytes == null ? null : framing.read(bytes, at);
    }

    /** These bytes; null when they go past the limit or the end. Large ones are not read ahead: they would be there twice. */
    private byte @Nullable [] payload(long from, int length, long limit) throws IOException {
        if (length > READ_AHEAD) {
            if (from + length > limit) {
                return null;
            }
            ByteBuffer large = ByteBuffer.allocate(length);
            SegmentFormat.readFully(file, large, from);
            return large.hasRemaining() ? null : large.array();
        }
        ByteBuffer found = bytes(from, length, limit);
        if (found == null) {
            return null;
        }
        byte[] small = new byte[length];
        found.get(small);
        return small;
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
