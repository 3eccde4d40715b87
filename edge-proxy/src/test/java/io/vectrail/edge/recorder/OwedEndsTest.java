package io.vectrail.edge.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalEntry;
import io.vectrail.edge.recorder.journal.JournalReader;
import io.vectrail.edge.recorder.journal.JournalSettings;
import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.event.AvroBinary;
import io.vectrail.event.Forwarded;
import io.vectrail.event.Outcome;
import io.vectrail.journal.ExchangeEnd;
import io.vectrail.local.testkit.fault.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwedEndsTest {

    @TempDir
    Path temporary;

    @Test
    void endsStayOwedWhileTheDiskFailsAndAreThereInTheirOrderOnceItDoesNot() throws Exception {
        FaultyDisk disk = FaultyDisk.over(temporary.resolve("journal"));
        List<UUID> exchanges = new ArrayList<>();
        try (Journal journal = Journal.open(JournalSettings.in(disk.path()), Clock.systemUTC());
                OwedEnds owed = new OwedEnds(journal, Clock.systemUTC())) {
            disk.failForce();
            for (int i = 0; i < 2_500; i++) {
                exchanges.add(UUID.randomUUID());
                owed.owe(exchanges.getLast(), Forwarded.MAYBE);
            }
            assertThat(owed.count()).isEqualTo(2_500);
            assertThat(owed.awaitSettled(Duration.ofMillis(300))).isFalse();
            disk.heal();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> owed.count() == 0);
            assertThat(owed.total()).isEqualTo(2_500);
            assertThat(ended(journal)).containsExactlyElementsOf(exchanges);
        }
    }

    @Test
    void whatIsOwedAtAStopIsEndedByTheNextStartBeforeAnythingElse() throws Exception {
        FaultyDisk disk = FaultyDisk.over(temporary.resolve("journal"));
        UUID exchange = UUID.randomUUID();
        try (Journal journal = Journal.open(JournalSettings.in(disk.path()), Clock.systemUTC())) {
            journal.append(EntryKind.FORWARDING, exchange, new byte[10]).join();
            OwedEnds owed = new OwedEnds(journal, Clock.systemUTC());
            disk.failForce();
            owed.owe(exchange, Forwarded.YES);
            owed.close();
            assertThat(owed.count()).isEqualTo(1);
        }
        try (Journal journal = Journal.open(JournalSettings.in(disk.path()), Clock.systemUTC());
                OwedEnds owed = new OwedEnds(journal, Clock.systemUTC())) {
            Thread healer = Thread.ofVirtual().start(disk::heal);
            Recovered recovered = Interrupted.end(journal, Position.START, owed);
            healer.join();
            assertThat(recovered.interrupted()).isEqualTo(1);
            assertThat(recovered.toString()).contains("1 forwarding", "1 exchanges ended as INTERRUPTED");
            assertThat(ended(journal)).containsExactly(exchange);
        }
    }

    /** The exchanges that have an end, in the order of their first. */
    private static List<UUID> ended(Journal journal) throws IOException {
        List<UUID> ended = new ArrayList<>();
        try (JournalReader reader = journal.reader(Position.START)) {
            for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                if (entry.kind() == EntryKind.ENDED) {
                    ExchangeEnd end = AvroBinary.read(entry.payload(), ExchangeEnd.getClassSchema(), ExchangeEnd.class);
                    assertThat(end.getOutcome()).isEqualTo(Outcome.INTERRUPTED);
                    if (!ended.contains(entry.exchange())) {
                        ended.add(entry.exchange());
                    }
                }
            }
        }
        return ended;
    }
}
