package io.vectrail.edge.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalEntry;
import io.vectrail.edge.recorder.journal.JournalReader;
import io.vectrail.edge.recorder.journal.JournalSettings;
import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.edge.recorder.journal.Rot;
import io.vectrail.event.AvroBinary;
import io.vectrail.event.Forwarded;
import io.vectrail.event.Outcome;
import io.vectrail.journal.ExchangeEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedTest {

    @TempDir
    Path folder;

    @Test
    void eachExchangeWithoutAnEndGetsOneThatSaysHowFarItHadCome() throws Exception {
        UUID received = UUID.randomUUID();
        UUID forwarding = UUID.randomUUID();
        UUID ended = UUID.randomUUID();
        UUID refused = UUID.randomUUID();
        try (Journal journal = open()) {
            append(journal, EntryKind.RECEIVED, received);
            append(journal, EntryKind.RECEIVED, forwarding);
            append(journal, EntryKind.RECEIVED, ended);
            append(journal, EntryKind.FORWARDING, ended);
            append(journal, EntryKind.FORWARDING, forwarding);
            append(journal, EntryKind.ENDED, ended);
            append(journal, EntryKind.RECEIVED, refused);
            append(journal, EntryKind.REFUSED, refused);
        }
        try (Journal journal = open();
                OwedEnds owed = new OwedEnds(journal, Clock.systemUTC())) {
            assertThat(Interrupted.end(journal, Position.START, owed).interrupted())
                    .isEqualTo(2);
            assertThat(ends(journal))
                    .containsOnly(Map.entry(received, Forwarded.NO), Map.entry(forwarding, Forwarded.MAYBE));
        }
        try (Journal journal = open();
                OwedEnds owed = new OwedEnds(journal, Clock.systemUTC())) {
            assertThat(Interrupted.end(journal, Position.START, owed).interrupted())
                    .isZero();
        }
    }

    @Test
    void aRequestWhosePayloadIsDamagedStillSaysHowFarItsExchangeHadCome() throws Exception {
        UUID exchange = UUID.randomUUID();
        try (Journal journal = open()) {
            append(journal, EntryKind.RECEIVED, exchange);
            append(journal, EntryKind.FORWARDING, exchange);
            append(journal, EntryKind.REFUSED, UUID.randomUUID());
            Rot.in(folder, journal, EntryKind.FORWARDING, exchange);
        }
        try (Journal journal = open();
                OwedEnds owed = new OwedEnds(journal, Clock.systemUTC())) {
            Interrupted.end(journal, Position.START, owed);
            assertThat(ends(journal)).containsOnly(Map.entry(exchange, Forwarded.MAYBE));
        }
    }

    private static Map<UUID, Forwarded> ends(Journal journal) throws IOException {
        Map<UUID, Forwarded> ends = new HashMap<>();
        try (JournalReader reader = journal.reader(journal.startOfThisRun())) {
            for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                ExchangeEnd end = AvroBinary.read(entry.payload(), ExchangeEnd.getClassSchema(), ExchangeEnd.class);
                assertThat(end.getOutcome()).isEqualTo(Outcome.INTERRUPTED);
                ends.put(entry.exchange(), end.getForwarded());
            }
        }
        return ends;
    }

    private Journal open() throws IOException {
        return Journal.open(JournalSettings.in(folder), Clock.systemUTC());
    }

    private static void append(Journal journal, EntryKind kind, UUID exchange) {
        journal.append(kind, exchange, new byte[10]).join();
    }
}
