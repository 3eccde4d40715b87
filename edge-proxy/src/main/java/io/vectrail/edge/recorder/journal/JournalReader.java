package io.vectrail.edge.recorder.journal;

import io.vectrail.edge.recorder.journal.JournalFolder.Segment;
import java.io.IOException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the journal in order. Not thread-safe. A segment that ends torn is read up to its last whole entry. */
public final class JournalReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);

    private final JournalFolder folder;
    private Position next;
    private @Nullable SegmentReader current;

    JournalReader(JournalFolder folder, Position from) {
        this.folder = folder;
        this.next = from;
    }

    /** Where the next entry starts or will start. */
    public Position position() {
        return next;
    }

    /** The next durable entry; null when there is none yet. */
    public @Nullable JournalEntry next() throws IOException {
        Segment segment = folder.from(next.segment());
        while (segment != null) {
            if (segment.number() != next.segment()) {
                next = new Position(segment.number(), 0);
            }
            SegmentReader reader = open(segment.number());
            JournalEntry entry = reader == null ? null : reader.read(next.offset(), segment.readable());
            if (entry != null) {
                next = entry.next();
                return entry;
            }
            if (!segment.sealed()) {
                return null;
            }
            tellWhatIsLost(segment);
            segment = folder.from(segment.number() + 1);
        }
        return null;
    }

    /** The entry at a position that an earlier read told. @throws IOException when it is not there any more */
    public JournalEntry at(Position position) throws IOException {
        Segment segment = folder.segment(position.segment());
        if (segment != null) {
            if (current != null && current.header().segment() == position.segment()) {
                JournalEntry entry = current.read(position.offset(), segment.readable());
                if (entry != null) {
                    return entry;
                }
            }
            try (SegmentReader reader = SegmentReader.open(folder.file(position.segment()))) {
                JournalEntry entry = reader == null ? null : reader.read(position.offset(), segment.readable());
                if (entry != null) {
                    return entry;
                }
            }
        }
        throw new IOException("the journal has no entry at " + position);
    }

    /** The schema that this segment's AuditExchange payloads were written with. */
    public Schema exchangeSchema(long segment) throws IOException {
        return header(segment).exchange();
    }

    /** The schema that this segment's ExchangeEnd payloads were written with. */
    public Schema endSchema(long segment) throws IOException {
        return header(segment).end();
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    /** After a crash the last entry may be torn, and nobody had been told that it was durable; more than that is damage. */
    private void tellWhatIsLost(Segment segment) {
        long unread = segment.readable() - next.offset();
        if (unread > 0 && next.offset() > 0) {
            LOG.warn(
                    "segment {} ends with {} bytes at {} that are no whole entry",
                    segment.number(),
                    unread,
                    next.offset());
        }
    }

    private SegmentFormat.Header header(long segment) throws IOException {
        if (current != null && current.header().segment() == segment) {
            return current.header();
        }
        try (SegmentReader reader = SegmentReader.open(folder.file(segment))) {
            if (reader == null) {
                throw new IOException("segment " + segment + " has no whole header");
            }
            return reader.header();
        }
    }

    private @Nullable SegmentReader open(long segment) throws IOException {
        if (current == null || current.header().segment() != segment) {
            close();
            current = SegmentReader.open(folder.file(segment));
        }
        return current;
    }
}
