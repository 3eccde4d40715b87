package io.vectrail.edge.recorder.journal;

import io.vectrail.edge.recorder.journal.JournalFolder.Segment;
import io.vectrail.event.AuditExchange;
import io.vectrail.journal.ExchangeEnd;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Reads the journal in order. Not thread-safe. */
public final class JournalReader implements AutoCloseable {

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

    /**
     * The next durable entry; null when there is none yet. What cannot be read is reported and passed over, but for a request
     * of which only the payload is damaged: it still says how far its exchange had come. What a damaged end said nobody
     * knows, so its exchange has none.
     */
    public @Nullable JournalEntry next() throws IOException {
        Segment segment = folder.from(next.segment());
        while (segment != null) {
            if (segment.number() != next.segment()) {
                next = new Position(segment.number(), 0);
            }
            JournalEntry entry = next(segment);
            if (entry != null) {
                next = entry.next();
                return entry;
            }
            if (!segment.sealed()) {
                return null;
            }
            segment = folder.from(segment.number() + 1);
        }
        return null;
    }

    private @Nullable JournalEntry next(Segment segment) throws IOException {
        SegmentReader reader = open(segment.number());
        while (true) {
            switch (reader.read(next.offset(), segment.readable())) {
                case Reading.Whole whole -> {
                    return whole.entry();
                }
                case Reading.Broken broken -> {
                    folder.damages().report(broken.damage());
                    next = new Position(segment.number(), broken.next());
                    if (broken.entry() != null && !broken.entry().kind().terminal()) {
                        return broken.entry();
                    }
                }
                case Reading.Over over -> {
                    if (over.unread() > 0) {
                        // Entries end where the segment does, so what is left had been some.
                        Position from = new Position(segment.number(), segment.readable() - over.unread());
                        folder.damages().report(new Damage(from, over.unread(), "no whole entry"));
                        next = new Position(segment.number(), segment.readable());
                    }
                    return null;
                }
            }
        }
    }

    /**
     * The entry at a position that an earlier read told; null when no whole entry stands there any more.
     *
     * @throws IOException when the disk does not answer, which may pass
     */
    public @Nullable JournalEntry at(Position position) throws IOException {
        Segment segment = folder.segment(position.segment());
        return segment != null
                        && Files.exists(folder.file(position.segment()))
                        && open(position.segment()).read(position.offset(), segment.readable())
                                instanceof Reading.Whole whole
                        && whole.entry().position().equals(position)
                ? whole.entry()
                : null;
    }

    /**
     * The schema that this segment's AuditExchange payloads were written with. Where its header is broken, this program's:
     * most likely the same one wrote it.
     */
    public Schema exchangeSchema(long segment) throws IOException {
        SegmentFormat.Header header = open(segment).header();
        return header == null ? AuditExchange.getClassSchema() : header.exchange();
    }

    /** The schema that this segment's ExchangeEnd payloads were written with; with a broken header as above. */
    public Schema endSchema(long segment) throws IOException {
        SegmentFormat.Header header = open(segment).header();
        return header == null ? ExchangeEnd.getClassSchema() : header.end();
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    private SegmentReader open(long segment) throws IOException {
        if (current == null || current.number() != segment) {
            close();
            current = SegmentReader.open(folder.file(segment), segment, folder.epoch());
        }
        return current;
    }
}
