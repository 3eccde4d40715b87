package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalEntry;
import io.vectrail.edge.recorder.journal.JournalReader;
import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the journal and makes of it what can be sent, in order, each with its place in the chain. Not thread-safe. */
final class BatchReader implements AutoCloseable {

    /** Above this an event's bodies leave it even when each is small enough alone: other fields take room too. */
    private static final int MOST_EVENT_BYTES = 900_000;

    private static final int MOST_EVENTS = 2_000;
    private static final long MOST_BYTES = 8L << 20;
    private static final int HEAD_BYTES = 2048;

    private final JournalReader reader;
    private final Assembly assembly;
    private final DamagedEntries damaged;
    private final Position shipped;
    private final Formats formats;
    private final ShipperCounts counts;
    private Chain chain;

    /** @param from ends before its {@code next} were published; reading begins at its {@code oldest} */
    BatchReader(Journal journal, Place from, Formats formats, DamagedEntries damaged, ShipperCounts counts) {
        this.reader = journal.reader(from.oldest());
        this.assembly = new Assembly(journal, from.oldest());
        this.shipped = from.next();
        this.chain = from.chain();
        this.formats = formats;
        this.damaged = damaged;
        this.counts = counts;
    }

    /** What is durable, up to a bound; empty when there is nothing yet. */
    List<Prepared> next() throws IOException {
        List<Prepared> batch = new ArrayList<>();
        Breath breath = new Breath();
        long bytes = 0;
        while (bytes < MOST_BYTES && batch.size() < MOST_EVENTS) {
            JournalEntry entry = reader.next();
            if (entry == null) {
                return batch;
            }
            Prepared prepared = take(entry);
            if (prepared != null) {
                batch.add(prepared);
                breath.next();
                bytes += prepared.bytes();
            }
        }
        return batch;
    }

    /** True when its bound ended the batch, and not the journal. */
    static boolean isFull(List<Prepared> batch) {
        return batch.size() >= MOST_EVENTS
                || batch.stream().mapToLong(Prepared::bytes).sum() >= MOST_BYTES;
    }

    /** Where the next entry will be read. */
    Position position() {
        return reader.position();
    }

    /** No exchange that is open began before it. */
    Position oldestOpen() {
        return assembly.oldestOpen(reader.position());
    }

    @Override
    public void close() throws IOException {
        try (reader) {
            assembly.close();
        }
    }

    private @Nullable Prepared take(JournalEntry entry) throws IOException {
        Assembled assembled = assembly.take(entry, entry.position().compareTo(shipped) < 0);
        return switch (assembled) {
            case Assembled.Nothing nothing -> null;
            case Assembled.Whole whole -> prepare(whole.event(), entry.next());
            case Assembled.Held held -> prepare(held.event(), entry);
            case Assembled.Surplus surplus -> {
                counts.surplusEnd();
                yield null;
            }
            case Assembled.Damaged damage -> {
                damaged.keep(damage);
                yield null;
            }
        };
    }

    private Prepared prepare(AuditExchange event, Position next) {
        List<PayloadChunk> chunks = Chunks.takeOut(event, Topics.INLINE_BYTES);
        Chain.Link link = chain.append(event, HEAD_BYTES + inlineBytes(event));
        if (link.binary().length > MOST_EVENT_BYTES) {
            chunks.addAll(Chunks.takeOut(event, 0));
            link = chain.append(event, HEAD_BYTES);
        }
        chain = link.after();
        long bytes = link.binary().length
                + chunks.stream()
                        .mapToLong(chunk -> chunk.getContent().remaining())
                        .sum();
        return new PreparedExchange(
                event.getId(),
                event.getCaller().getSubject(),
                event.getEndedAt() == null ? event.getReceivedAt() : event.getEndedAt(),
                List.copyOf(chunks),
                link.binary(),
                Used.of(event),
                new Place(chain, next, assembly.oldestOpen(next)),
                bytes,
                formats);
    }

    private Prepared prepare(ApprovalEvent event, JournalEntry entry) {
        Place after = new Place(chain, entry.next(), assembly.oldestOpen(entry.next()));
        return new PreparedRequest(event, entry.position(), after, entry.payload().length, formats);
    }

    private static int inlineBytes(AuditExchange event) {
        int request = length(event.getRequest().getBody().getContent());
        return event.getResponse() == null
                ? request
                : request + length(event.getResponse().getBody().getContent());
    }

    private static int length(@Nullable ByteBuffer content) {
        return content == null ? 0 : content.remaining();
    }
}
