package io.vectrail.edge.recorder.journal;

import static io.vectrail.edge.recorder.journal.JournalUnderTest.append;
import static io.vectrail.edge.recorder.journal.JournalUnderTest.entries;
import static io.vectrail.edge.recorder.journal.JournalUnderTest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.journal.ExchangeEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a crash, a power failure or bit rot leaves, and what is read of it. */
class DamagedJournalTest {

    @TempDir
    Path folder;

    @Test
    void aTailThatIsCutZeroedOrOverwrittenAtAnyByteCostsTheLastEntryAndIsNoDamage() throws IOException {
        long last = written("first", "second", "the last one");
        Path segment = SegmentFormat.file(folder, 1);
        byte[] whole = Files.readAllBytes(segment);
        Random random = new Random(7);
        for (int from = (int) last; from < whole.length; from++) {
            for (byte[] torn :
                    List.of(Arrays.copyOf(whole, from), filled(whole, from, null), filled(whole, from, random))) {
                Files.write(segment, torn);
                FoundSegments found = FoundSegments.in(folder);
                assertThat(found.segments()).singleElement().satisfies(one -> {
                    assertThat(one.end()).isEqualTo(last);
                    assertThat(one.torn()).isEqualTo(Math.max(0, content(torn) - last));
                });
                assertThat(found.missing()).isEmpty();
            }
        }
        try (Journal journal = open()) {
            assertThat(texts(journal)).containsExactly("first", "second");
            assertThat(journal.torn())
                    .singleElement()
                    .satisfies(torn -> assertThat(torn.at()).isEqualTo(new Position(1, last)));
            append(journal, "later");
        }
        try (Journal journal = open()) {
            assertThat(texts(journal)).containsExactly("first", "second", "later");
            assertThat(journal.torn()).isEmpty();
            assertThat(journal.damages().bytes()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void rotInTheMiddleCostsWhatItHitAndNothingElse(long seed) throws IOException {
        Random random = new Random(seed);
        List<JournalEntry> written;
        try (Journal journal = open()) {
            for (int i = 0; i < 60; i++) {
                append(journal, i + " ".repeat(random.nextInt(300)));
            }
            written = entries(journal);
        }
        Path segment = SegmentFormat.file(folder, 1);
        byte[] bytes = Files.readAllBytes(segment);
        int from = (int) written.get(10 + random.nextInt(20)).position().offset() + random.nextInt(200);
        int length = 1 + random.nextInt(1000);
        for (int i = from; i < from + length; i++) {
            bytes[i] ^= (byte) (1 + random.nextInt(255));
        }
        Files.write(segment, bytes);
        List<Position> untouched = written.stream()
                .filter(entry ->
                        entry.next().offset() <= from || entry.position().offset() >= from + length)
                .map(JournalEntry::position)
                .toList();
        try (Journal journal = open()) {
            assertThat(entries(journal)).extracting(JournalEntry::position).isEqualTo(untouched);
            assertThat(journal.damages().bytes())
                    .isEqualTo(bytesOf(written)
                            - bytesOf(written.stream()
                                    .filter(entry -> untouched.contains(entry.position()))
                                    .toList()));
        }
    }

    @Test
    void aBrokenHeaderDoesNotLetASecondProcessIn() throws Exception {
        written("first");
        Path segment = SegmentFormat.file(folder, 1);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[100] ^= 1;
        Files.write(segment, bytes);
        try (Journal _ = open()) {
            Process second = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            SecondProcess.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(second.waitFor()).as(said).isNotZero();
            assertThat(said).contains("is in use by another edge");
        }
    }

    @Test
    void aBrokenHeaderCostsNoEntryAndNotTheEpoch() throws IOException {
        written("first", "second");
        Path segment = SegmentFormat.file(folder, 1);
        UUID epoch = FoundSegments.in(folder).epoch();
        byte[] bytes = Files.readAllBytes(segment);
        bytes[100] ^= 1;
        Files.write(segment, bytes);
        try (Journal journal = open()) {
            assertThat(journal.epoch()).isEqualTo(epoch);
            assertThat(texts(journal)).containsExactly("first", "second");
            assertThat(journal.damages().places()).hasSize(1);
            try (JournalReader reader = journal.reader(Position.START)) {
                assertThat(reader.endSchema(1)).isEqualTo(ExchangeEnd.getClassSchema());
            }
        }
    }

    @Test
    void acknowledgedEntriesThatWereCutOffAreMissed() throws IOException {
        long last = written("first", "second", "third");
        written("of the second run");
        Path segment = SegmentFormat.file(folder, 1);
        long size = Files.size(segment);
        Files.write(segment, Arrays.copyOf(Files.readAllBytes(segment), (int) last));
        try (Journal journal = open()) {
            assertThat(texts(journal)).containsExactly("first", "second", "of the second run");
            assertThat(journal.damages().places())
                    .containsExactly(new Damage(new Position(1, last), size - last, "the file was cut off"));
        }
    }

    @Test
    void aSegmentThatIsGoneIsMissed() throws IOException {
        written("of the first run");
        written("of the second run");
        written("of the third run");
        Files.delete(SegmentFormat.file(folder, 2));
        try (Journal journal = open()) {
            assertThat(texts(journal)).containsExactly("of the first run", "of the third run");
            assertThat(journal.damages().places()).extracting(Damage::at).containsExactly(new Position(2, 0));
        }
    }

    @Test
    void aCopyOfASegmentUnderAnotherNameIsDamageAndNoneOfItsEntriesIsReadTwice() throws IOException {
        written("first", "second");
        Files.copy(SegmentFormat.file(folder, 1), SegmentFormat.file(folder, 2));
        try (Journal journal = open()) {
            append(journal, "third");
            assertThat(texts(journal)).containsExactly("first", "second", "third");
            assertThat(journal.torn()).isEmpty();
            assertThat(journal.damages().places()).extracting(Damage::at).containsExactly(new Position(2, 0));
        }
    }

    @Test
    void aSegmentThatWasRenamedIsDamageAndItsBytesStay() throws IOException {
        written("first", "second");
        byte[] whole = Files.readAllBytes(SegmentFormat.file(folder, 1));
        Files.move(SegmentFormat.file(folder, 1), SegmentFormat.file(folder, 5));
        assertThat(JournalInspection.of(folder, 0, entry -> {}).damaged()).isTrue();
        try (Journal journal = open()) {
            append(journal, "third");
            assertThat(texts(journal)).containsExactly("third");
            assertThat(journal.damages().places()).extracting(Damage::at).containsExactly(new Position(5, 0));
        }
        assertThat(Files.readAllBytes(SegmentFormat.file(folder, 5))).isEqualTo(whole);
    }

    @Test
    void theImageOfAnEntryInACallersTextIsNeverTakenForOne() throws IOException {
        byte[] image;
        try (Journal journal = open()) {
            append(journal, "original");
            JournalEntry entry = entries(journal).getFirst();
            byte[] file = Files.readAllBytes(SegmentFormat.file(folder, 1));
            image = Arrays.copyOfRange(
                    file, (int) entry.position().offset(), (int) entry.next().offset());
            journal.append(EntryKind.REFUSED, UUID.randomUUID(), image).join();
            append(journal, "after");
        }
        Path segment = SegmentFormat.file(folder, 1);
        byte[] bytes = Files.readAllBytes(segment);
        // The frame of the entry that carries the image: the search goes on right into it.
        bytes[bytes.length - 29 - "after".length() - image.length - 29 + 8] = 99;
        Files.write(segment, bytes);
        try (Journal journal = open()) {
            assertThat(texts(journal)).containsExactly("original", "after");
        }
    }

    @Test
    void aSegmentOfTheFirstVersionIsReadAndItsEpochGoesOn() throws IOException {
        UUID epoch = UUID.randomUUID();
        Files.write(SegmentFormat.file(folder, 1), firstVersion(epoch, "one", "two"));
        for (int run = 0; run < 2; run++) {
            try (Journal journal = open()) {
                assertThat(journal.epoch()).isEqualTo(epoch);
                assertThat(texts(journal)).startsWith("one", "two").hasSize(2 + run);
                append(journal, "three");
                assertThat(journal.damages().bytes()).isZero();
            }
        }
    }

    private static byte[] firstVersion(UUID epoch, String... texts) {
        ByteBuffer file = ByteBuffer.allocate(1 << 20);
        file.putInt(0x5654524A).putShort((short) 1);
        file.putLong(epoch.getMostSignificantBits()).putLong(epoch.getLeastSignificantBits());
        file.putLong(1).putLong(0);
        for (String schema : List.of(
                AuditExchange.getClassSchema().toString(),
                ExchangeEnd.getClassSchema().toString())) {
            byte[] json = schema.getBytes(StandardCharsets.UTF_8);
            file.putInt(json.length).put(json);
        }
        file.putInt(crc(file.array(), 0, file.position()));
        for (String text : texts) {
            int start = file.position();
            file.putInt(17 + text.length()).putInt(0).put((byte) 4);
            file.putLong(1).putLong(text.length()).put(text.getBytes(StandardCharsets.UTF_8));
            file.putInt(start + 4, crc(file.array(), start + 8, 17 + text.length()));
        }
        return Arrays.copyOf(file.array(), file.position());
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static long bytesOf(List<JournalEntry> entries) {
        return entries.stream()
                .mapToLong(entry -> entry.next().offset() - entry.position().offset())
                .sum();
    }

    /** Zeros at the end may be room that was made in advance. */
    private static int content(byte[] bytes) {
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private static byte[] filled(byte[] whole, int from, @Nullable Random random) {
        byte[] filled = whole.clone();
        for (int i = from; i < filled.length; i++) {
            // Never what was there, or the entry would be whole.
            filled[i] = random == null ? (byte) (whole[i] == 0 ? 1 : 0) : (byte) (whole[i] ^ (1 + random.nextInt(255)));
        }
        return filled;
    }

    /** @return where the last one stands */
    private long written(String... texts) throws IOException {
        try (Journal journal = open()) {
            for (String text : texts) {
                append(journal, text);
            }
            return entries(journal).getLast().position().offset();
        }
    }

    private Journal open() throws IOException {
        return Journal.open(JournalUnderTest.settings(folder, 1 << 20), Clock.systemUTC());
    }
}
