package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalEntry;
import io.vectrail.edge.recorder.journal.JournalReader;
import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.edge.recorder.shipper.Parcel.Outgoing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps journal entries that no exchange can be made of, with the schemas that describe them, since their segment will be
 * dropped. They have no place in the chain, so nothing waits for them.
 */
final class DamagedEntries {

    private static final Logger LOG = LoggerFactory.getLogger(DamagedEntries.class);

    private final Journal journal;
    private final SetAsideFolder folder;
    private final ShipperCounts counts;
    private final Clock clock;

    DamagedEntries(Journal journal, SetAsideFolder folder, ShipperCounts counts, Clock clock) {
        this.journal = journal;
        this.folder = folder;
        this.counts = counts;
        this.clock = clock;
    }

    /** Durable when this returns; a {@link FullException} when there is no room for it. */
    void keep(Assembled.Damaged damage) throws IOException {
        JournalEntry last = damage.entries().getLast();
        long bytes = damage.entries().stream()
                .mapToLong(entry -> entry.payload().length)
                .sum();
        SetAsideItem item = new SetAsideItem(
                SetAsideItem.Kind.ENTRY,
                journal.epoch().toString(),
                0,
                last.position().segment() + "-" + last.position().offset(),
                last.exchange().toString(),
                damage.reason(),
                damage.detail(),
                clock.instant(),
                bytes);
        if (folder.has(item)) {
            return;
        }
        if (!folder.hasRoomFor(bytes)) {
            throw new FullException(folder);
        }
        folder.keep(item, receiver -> {
            for (JournalEntry entry : damage.entries()) {
                records(entry, receiver);
            }
        });
        counts.damagedEntry();
        LOG.error(
                "exchange {} at {} in the journal cannot be published, {}; kept as {}",
                item.exchange(),
                last.position(),
                damage.detail(),
                item.fileName());
    }

    private void records(JournalEntry entry, Parcel.Receiver receiver) throws IOException {
        Position position = entry.position();
        try (JournalReader reader = journal.reader(position)) {
            switch (entry.kind()) {
                case RECEIVED, FORWARDING, REFUSED -> schema(reader.exchangeSchema(position.segment()), receiver);
                case ENDED -> schema(reader.endSchema(position.segment()), receiver);
                case HELD -> {}
            }
        }
        receiver.take(new Outgoing("journal", entry.kind().name(), entry.payload()));
    }

    private static void schema(Schema schema, Parcel.Receiver receiver) throws IOException {
        receiver.take(
                new Outgoing("schema", schema.getFullName(), schema.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
