package io.vectrail.edge.recorder.journal;

import io.vectrail.runtime.config.ByteSize;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What tests of the journal have in common. */
final class JournalUnderTest {

    private JournalUnderTest() {}

    /** Small segments in a folder, no free space asked for. */
    static JournalSettings settings(Path folder, long segmentBytes) {
        return settings(folder, segmentBytes, 1L << 30, Duration.ofHours(1));
    }

    static JournalSettings settings(Path folder, long segmentBytes, long mostBytes, Duration segmentAge) {
        return new JournalSettings(
                folder,
                new JournalLimits(
                        new ByteSize(mostBytes),
                        new ByteSize(0),
                        new ByteSize(segmentBytes),
                        segmentAge,
                        new ByteSize(8 << 20)));
    }

    static String append(Journal journal, String text) {
        journal.append(EntryKind.REFUSED, UUID.randomUUID(), text.getBytes()).join();
        return text;
    }

    static List<JournalEntry> entries(Journal journal) throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        try (JournalReader reader = journal.reader(Position.START)) {
            for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    static List<String> texts(Journal journal) throws IOException {
        return entries(journal).stream()
                .map(entry -> new String(entry.payload()))
                .toList();
    }

    /** Stands still until it is moved. */
    static final class MovableClock extends Clock {

        volatile Instant now = Instant.parse("2026-11-22T00:00:00Z");

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
