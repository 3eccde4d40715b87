package io.vectrail.edge.recorder.journal;

import static io.vectrail.edge.recorder.journal.JournalUnderTest.append;
import static io.vectrail.edge.recorder.journal.JournalUnderTest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments that are written into files of zeros. */
class SpareSegmentTest {

    private static final long SEGMENT_BYTES = 64 << 10;
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path temporary;

    private final List<String> written = new ArrayList<>();

    @Test
    void aCrashInTheMiddleOfOneTearsNothingAndItsZerosAreGivenBack() throws IOException {
        Path crashed = temporary.resolve("crashed");
        try (Journal journal = open(temporary.resolve("journal"), 1L << 30)) {
            fillUntilASpareIsWrittenInto(journal, temporary.resolve("journal"));
            copy(temporary.resolve("journal"), crashed);
        }
        Path last = segments(crashed).getLast();
        assertThat(Files.size(last)).isEqualTo(SEGMENT_BYTES);
        JournalInspection.Report report = JournalInspection.of(crashed, 0, entry -> {});
        assertThat(report.damaged()).isFalse();
        assertThat(report.segments().getLast().torn()).isZero();
        Path spare = crashed.resolve("spare");
        Files.writeString(spare, "left by the crash");
        try (Journal journal = open(crashed, 1L << 30)) {
            assertThat(texts(journal)).isEqualTo(written);
            assertThat(journal.torn()).isEmpty();
            assertThat(journal.damages().places()).isEmpty();
            assertThat(Files.size(last))
                    .isEqualTo(report.segments().getLast().end())
                    .isLessThan(SEGMENT_BYTES);
            // The segment may be full enough for another one to be made by now.
            assertThat(Files.exists(spare) && Files.readString(spare).contains("left"))
                    .isFalse();
        }
    }

    @Test
    void anOrderlyEndGivesBackWhatWasNotNeeded() throws IOException {
        Path folder = temporary.resolve("journal");
        long bytes;
        try (Journal journal = open(folder, 1L << 30)) {
            fillUntilASpareIsWrittenInto(journal, folder);
            bytes = journal.bytes();
        }
        long onDisk = 0;
        for (Path segment : segments(folder)) {
            onDisk += Files.size(segment);
        }
        assertThat(onDisk).isEqualTo(bytes);
        assertThat(folder.resolve("spare")).doesNotExist();
        try (Journal journal = open(folder, 1L << 30)) {
            assertThat(texts(journal)).isEqualTo(written);
        }
    }

    @Test
    void noneIsMadeWhereTheJournalHasNoRoomToSpare() throws IOException {
        Path folder = temporary.resolve("journal");
        long least = JournalLimits.RESERVE_BYTES + 2 * SEGMENT_BYTES;
        try (Journal journal = open(folder, least)) {
            for (int i = 0; segments(folder).size() < 2; i++) {
                written.add(append(journal, "x".repeat(2000) + i));
            }
            assertThat(segments(folder))
                    .allSatisfy(segment -> assertThat(Files.size(segment)).isNotEqualTo(SEGMENT_BYTES));
            assertThat(folder.resolve("spare")).doesNotExist();
            assertThat(texts(journal)).isEqualTo(written);
        }
    }

    @Test
    void oneThatCannotBeMadeIsNoFault() throws IOException {
        Path folder = temporary.resolve("journal");
        Files.createDirectories(folder.resolve("spare").resolve("in-the-way"));
        try (Journal journal = open(folder, 1L << 30)) {
            for (int i = 0; segments(folder).size() < 4; i++) {
                written.add(append(journal, "x".repeat(2000) + i));
            }
            assertThat(texts(journal)).isEqualTo(written);
        }
    }

    @Test
    void oneThatCannotBeTakenLeavesNoSegmentOfZeros() throws IOException {
        Path folder = temporary.resolve("journal");
        try (Journal journal = open(folder, 1L << 30)) {
            Path spare = folder.resolve("spare");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                written.add(append(journal, "x".repeat(1000) + written.size()));
                return Files.exists(spare) && Files.size(spare) == SEGMENT_BYTES;
            });
            // One that can be moved and not opened.
            Files.delete(spare);
            Files.createDirectory(spare);
            for (int i = 0; segments(folder).size() < 4; i++) {
                written.add(append(journal, "x".repeat(2000) + i));
            }
            assertThat(texts(journal)).isEqualTo(written);
        }
        assertThat(segments(folder)).allMatch(Files::isRegularFile);
        assertThat(JournalInspection.of(folder, 0, entry -> {}).damaged()).isFalse();
    }

    private void fillUntilASpareIsWrittenInto(Journal journal, Path folder) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    written.add(append(journal, "x".repeat(1000) + written.size()));
                    return Files.size(segments(folder).getLast()) == SEGMENT_BYTES;
                });
    }

    private static Journal open(Path folder, long mostBytes) throws IOException {
        return Journal.open(JournalUnderTest.settings(folder, SEGMENT_BYTES, mostBytes, HOUR), Clock.systemUTC());
    }

    private static List<Path> segments(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SegmentFormat.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(one -> !one.endsWith("lock")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
