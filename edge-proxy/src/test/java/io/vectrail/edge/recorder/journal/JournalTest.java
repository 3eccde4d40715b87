package io.vectrail.edge.recorder.journal;

import static io.vectrail.edge.recorder.journal.JournalUnderTest.append;
import static io.vectrail.edge.recorder.journal.JournalUnderTest.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

    @TempDir
    Path folder;

    @Test
    void whatWasAppendedIsReadBackInOrderAndAcrossRestarts() throws IOException {
        List<String> written = new ArrayList<>();
        String epoch = null;
        for (int run = 0; run < 3; run++) {
            try (Journal journal = open()) {
                epoch = epoch == null ? journal.epoch().toString() : epoch;
                assertThat(journal.epoch()).hasToString(epoch);
                for (int i = 0; i < 50; i++) {
                    written.add(append(journal, "run " + run + " entry " + i));
                }
                assertThat(texts(journal)).isEqualTo(written);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aJournalCutAtAnyByteIsReadUpToItsLastWholeEntry(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> written = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        try (Journal journal = open()) {
            for (int i = 0; i < 40; i++) {
                written.add(append(journal, "x".repeat(random.nextInt(4000)) + i));
            }
            JournalReader reader = journal.reader(Position.START);
            for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                ends.add(entry.next().offset());
            }
            reader.close();
        }
        Path segment = segments().getFirst();
        long cut = ends.getFirst() + random.nextLong(Files.size(segment) - ends.getFirst());
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            file.truncate(cut);
        }
        int whole = (int) ends.stream().filter(end -> end <= cut).count();
        try (Journal journal = open()) {
            String later = append(journal, "after the crash");
            List<String> expected = new ArrayList<>(written.subList(0, whole));
            expected.add(later);
            assertThat(texts(journal)).isEqualTo(expected);
        }
    }

    @Test
    void anEntryWithAFlippedBitCostsNoOther() throws IOException {
        long second;
        try (Journal journal = open()) {
            append(journal, "first");
            second = journal.append(EntryKind.REFUSED, UUID.randomUUID(), "second".getBytes())
                    .join()
                    .offset();
            append(journal, "third");
        }
        try (FileChannel file =
                FileChannel.open(segments().getFirst(), StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, second + 29);
            one.put(0, (byte) (one.get(0) ^ 1)).flip();
            file.write(one, second + 29);
        }
        try (Journal journal = open()) {
            assertThat(texts(journal)).containsExactly("first", "third");
            assertThat(journal.damages().places()).singleElement().satisfies(damage -> {
                assertThat(damage.at()).isEqualTo(new Position(1, second));
                assertThat(damage.bytes()).isEqualTo(29 + "second".length());
                assertThat(damage.what()).startsWith("refused of exchange");
            });
        }
    }

    @Test
    void aSegmentGoesOnceItIsShippedAndTenMinutesOld() throws IOException {
        JournalUnderTest.MovableClock clock = new JournalUnderTest.MovableClock();
        JournalSettings small = JournalUnderTest.settings(folder, 1 << 16);
        try (Journal journal = Journal.open(small, clock)) {
            for (int i = 0; i < 100; i++) {
                append(journal, "y".repeat(4000));
            }
            int before = segments().size();
            assertThat(before).isGreaterThan(4);
            Position end = new Position(Long.MAX_VALUE, 0);
            journal.shipped(end);
            assertThat(segments()).hasSize(before);
            clock.now = clock.now.plus(Duration.ofMinutes(11));
            journal.shipped(new Position(3, 0));
            assertThat(segments()).hasSize(before - 2);
            journal.shipped(end);
            assertThat(segments()).hasSize(1);
            assertThat(append(journal, "goes on")).isEqualTo("goes on");
        }
    }

    @Test
    void aFullJournalRefusesAlthoughItsClockWasSetBack() throws IOException {
        JournalUnderTest.MovableClock clock = new JournalUnderTest.MovableClock();
        JournalSettings small =
                JournalUnderTest.settings(folder, 1 << 16, (128L << 20) + (1 << 18), Duration.ofHours(1));
        try (Journal journal = Journal.open(small, clock)) {
            append(journal, "before");
            clock.now = clock.now.minus(Duration.ofHours(1));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> journal.append(EntryKind.FORWARDING, UUID.randomUUID(), new byte[1 << 15])
                            .handle((position, failure) -> failure != null)
                            .join());
        }
    }

    @Test
    void aFullJournalRefusesNewExchangesAndLetsOldOnesEnd() throws IOException {
        JournalUnderTest.MovableClock clock = new JournalUnderTest.MovableClock();
        JournalSettings small =
                JournalUnderTest.settings(folder, 1 << 16, (128L << 20) + (1 << 18), Duration.ofHours(1));
        try (Journal journal = Journal.open(small, clock)) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                clock.now = clock.now.plusSeconds(1);
                CompletableFuture<Position> done =
                        journal.append(EntryKind.FORWARDING, UUID.randomUUID(), new byte[1 << 15]);
                return done.handle((position, failure) -> failure != null).join();
            });
            assertThat(journal.condition()).isInstanceOf(Condition.Down.class);
            assertThat(journal.appendEnd(EntryKind.ENDED, UUID.randomUUID(), new byte[1 << 15]))
                    .succeedsWithin(Duration.ofSeconds(2));
            // Nothing is ten minutes old, and yet what is shipped must make room.
            journal.shipped(new Position(Long.MAX_VALUE, 0));
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
                clock.now = clock.now.plusSeconds(1);
                return journal.condition() instanceof Condition.Up;
            });
        }
    }

    @Test
    void anEntryThatNobodyWaitsForIsOnTheDiskSoonAlthoughOthersKeepComing() throws Exception {
        try (Journal journal = open()) {
            CompletableFuture<Position> first =
                    journal.appendUnhurried(EntryKind.REFUSED, UUID.randomUUID(), "first".getBytes());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        var _ = journal.appendUnhurried(EntryKind.REFUSED, UUID.randomUUID(), "more".getBytes());
                        return first.isDone();
                    });
            assertThat(texts(journal)).startsWith("first");
        }
    }

    @Test
    void aSegmentThatCannotBeMadeIsTriedAgainUnderAnotherNumber() throws Exception {
        try (Journal journal = open()) {
            append(journal, "before");
        }
        // The name that the next segment would have is taken, as after a failure that could not clean up.
        Files.createDirectory(SegmentFormat.file(folder, 2));
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("take it away");
        Files.delete(SegmentFormat.file(folder, 2));
        try (Journal journal = open()) {
            append(journal, "after");
            assertThat(texts(journal)).containsExactly("before", "after");
        }
    }

    /** Where numbers have other digits. */
    @Test
    void whatIsWrittenInOneLanguageIsReadInAnother() throws Exception {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
            try (Journal journal = open()) {
                append(journal, "first");
            }
            assertThat(SegmentFormat.file(folder, 1)).hasFileName("000000000001.vtj");
            try (Journal journal = open()) {
                append(journal, "second");
            }
        } finally {
            Locale.setDefault(before);
        }
        try (Journal journal = open()) {
            assertThat(texts(journal)).containsExactly("first", "second");
        }
    }

    @Test
    void aSegmentIsFollowedByAnotherOnceItIsOldAndHoldsSomething() throws IOException {
        JournalUnderTest.MovableClock clock = new JournalUnderTest.MovableClock();
        JournalSettings hourly = JournalUnderTest.settings(folder, 1 << 20, 1L << 30, Duration.ofHours(1));
        try (Journal journal = Journal.open(hourly, clock)) {
            clock.now = clock.now.plus(Duration.ofHours(2));
            append(journal, "into the first, however old, since it was empty");
            append(journal, "into the second");
            assertThat(segments()).hasSize(2);
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
                clock.now = clock.now.plus(Duration.ofHours(2));
                return segments().size() == 3;
            });
            assertThat(texts(journal)).hasSize(2);
        }
    }

    @Test
    void limitsThatCannotWorkAreRefusedWithWhatToChange() {
        assertThatThrownBy(() -> JournalUnderTest.settings(folder, 1 << 10)).hasMessageContaining("64KiB to 1GiB");
        assertThatThrownBy(() -> JournalUnderTest.settings(folder, 64 << 20, 1 << 20, Duration.ofHours(1)))
                .hasMessageContaining("journal.mostBytes must be at least 256MiB");
        assertThatThrownBy(() -> JournalUnderTest.settings(folder, 1 << 20, 1L << 30, Duration.ZERO))
                .hasMessageContaining("journal.segmentAge must be 1s to 7d");
    }

    @Test
    void aClosedJournalRefuses() throws IOException {
        Journal journal = open();
        journal.close();
        assertThat(journal.append(EntryKind.REFUSED, UUID.randomUUID(), new byte[1]))
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(JournalUnavailableException.class);
    }

    @Test
    void manyThreadsAppendAtOnceAndEachEntryIsThereOnce() throws IOException {
        try (Journal journal = open()) {
            List<CompletableFuture<Position>> all = new ArrayList<>();
            try (var threads = java.util.concurrent.Executors.newFixedThreadPool(8)) {
                for (int thread = 0; thread < 8; thread++) {
                    int number = thread;
                    threads.execute(() -> {
                        for (int i = 0; i < 200; i++) {
                            var done =
                                    journal.append(EntryKind.REFUSED, UUID.randomUUID(), (number + "/" + i).getBytes());
                            synchronized (all) {
                                all.add(done);
                            }
                        }
                    });
                }
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
            assertThat(texts(journal)).hasSize(1600).doesNotHaveDuplicates();
        }
    }

    private Journal open() throws IOException {
        return Journal.open(JournalSettings.in(folder), Clock.systemUTC());
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SegmentFormat.SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
