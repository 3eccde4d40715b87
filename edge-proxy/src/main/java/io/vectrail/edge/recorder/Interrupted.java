package io.vectrail.edge.recorder;

import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalEntry;
import io.vectrail.edge.recorder.journal.JournalReader;
import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.event.Forwarded;
import io.vectrail.event.Outcome;
import io.vectrail.journal.ExchangeEnd;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what an earlier run of the edge left open, before the first new request: each exchange without an end gets one,
 * INTERRUPTED, saying how far it had come. Doing it twice changes nothing.
 */
public final class Interrupted {

    private static final Logger LOG = LoggerFactory.getLogger(Interrupted.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Interrupted() {}

    /**
     * Reads the journal of earlier runs and appends the missing ends. Where the journal cannot be written yet they stay owed,
     * and no request is taken before it has them.
     *
     * @param from no exchange that is still open began before it
     */
    public static Recovered end(Journal journal, Position from, OwedEnds owed)
            throws IOException, InterruptedException {
        Map<EntryKind, Long> entries = new EnumMap<>(EntryKind.class);
        Map<UUID, EntryKind> open = open(journal, from, entries);
        Recovered found = new Recovered(
                from, journal.earlierSegments(), journal.earlierBytes(), entries, open.size(), journal.torn());
        LOG.info("{}", found);
        open.forEach((exchange, last) -> owed.owe(exchange, forwarded(last)));
        if (!owed.awaitSettled(PATIENCE)) {
            LOG.error(
                    "the journal does not take the ends of interrupted exchanges; requests are refused until it does");
        }
        return found;
    }

    /** The journal says that it was about to be forwarded; whether the bytes left, nobody knows. */
    private static Forwarded forwarded(EntryKind last) {
        return last == EntryKind.FORWARDING ? Forwarded.MAYBE : Forwarded.NO;
    }

    private static Map<UUID, EntryKind> open(Journal journal, Position from, Map<EntryKind, Long> entries)
            throws IOException {
        Map<UUID, EntryKind> open = new LinkedHashMap<>();
        try (JournalReader reader = journal.reader(from)) {
            for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                if (entry.position().compareTo(journal.startOfThisRun()) >= 0) {
                    break;
                }
                if (entry.whole()) {
                    entries.merge(entry.kind(), 1L, Long::sum);
                }
                if (entry.kind().terminal()) {
                    open.remove(entry.exchange());
                } else {
                    open.put(entry.exchange(), entry.kind());
                }
            }
        }
        return open;
    }

    /** What is known of an exchange that nobody ended. */
    static ExchangeEnd interruption(UUID exchange, Forwarded forwarded, Instant at) {
        ExchangeEnd end = new ExchangeEnd();
        end.setId(exchange.toString());
        end.setEndedAt(at);
        end.setOutcome(Outcome.INTERRUPTED);
        end.setForwarded(forwarded);
        end.setVectorFindings(List.of());
        end.setTargets(List.of());
        return end;
    }
}
