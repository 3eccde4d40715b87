package io.vectrail.edge.recorder.journal;

import static io.vectrail.edge.recorder.journal.JournalUnderTest.append;
import static io.vectrail.edge.recorder.journal.JournalUnderTest.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.local.testkit.fault.DiskFaults;
import io.vectrail.local.testkit.fault.FaultyDisk;
import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal on a disk that fails. */
class FailingDiskTest {

    @TempDir
    Path temporary;

    private final ConcurrentLinkedQueue<JournalEvent> events = new ConcurrentLinkedQueue<>();
    private FaultyDisk disk;

    @BeforeEach
    void disk() throws IOException {
        disk = FaultyDisk.over(temporary.resolve("journal"));
    }

    @Test
    void afterAFailedForceTheSegmentIsLeftAloneAndNothingThatWasAcknowledgedIsMissing() throws Exception {
        try (Journal journal = open()) {
            append(journal, "before");
            disk.failForce();
            CompletableFuture<Position> failing = submit(journal, EntryKind.FORWARDING, "while it fails");
            Awaitility.await().until(() -> journal.condition() instanceof Condition.Down);
            assertThat(refusal(submit(journal, EntryKind.FORWARDING, "another")))
                    .isEqualTo(Unavailability.BROKEN);
            long size = Files.size(segments().getFirst());
            disk.heal();
            // It had not given up yet, so it is in the new segment.
            assertThat(failing.get(20, TimeUnit.SECONDS).segment()).isGreaterThan(1);
            Awaitility.await().until(() -> journal.condition() instanceof Condition.Up);
            append(journal, "after");
            assertThat(texts(journal)).containsExactly("before", "while it fails", "after");
            assertThat(Files.size(segments().getFirst())).isEqualTo(size);
            assertThat(events)
                    .anyMatch(event -> event instanceof JournalEvent.SegmentGivenUp gone && gone.segment() == 1);
        }
        try (Journal journal = open()) {
            assertThat(texts(journal)).containsExactly("before", "while it fails", "after");
            assertThat(journal.damages().bytes()).isZero();
        }
    }

    @Test
    void aForceThatFailsForLongRefusesWithinThePatienceAndLeavesNoPileOfSegments() throws Exception {
        try (Journal journal = open()) {
            append(journal, "before");
            disk.failForce();
            assertThat(refusal(submit(journal, EntryKind.ENDED, "given up"))).isEqualTo(Unavailability.LATE);
            assertThat(segments().size()).isLessThanOrEqualTo(2);
            disk.heal();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> journal.condition() instanceof Condition.Up);
            append(journal, "after");
            assertThat(texts(journal)).containsExactly("before", "after");
        }
    }

    @Test
    void aStalledDiskRefusesAtOnceAndRecoversByItself() throws Exception {
        try (Journal journal = open()) {
            append(journal, "before");
            disk.stallForce(Duration.ofMinutes(5));
            CompletableFuture<Position> inLimbo = submit(journal, EntryKind.FORWARDING, "written, not forced");
            Awaitility.await()
                    .until(() -> Files.size(segments().getFirst())
                            > disk.forced(segments().getFirst()));
            CompletableFuture<Position> queued = submit(journal, EntryKind.FORWARDING, "never written");
            assertThat(refusal(inLimbo)).isEqualTo(Unavailability.LATE);
            assertThat(refusal(queued)).isEqualTo(Unavailability.LATE);
            assertThat(journal.condition()).isInstanceOf(Condition.Down.class);
            assertThat(journal.condition().detail()).contains("has not answered for");
            CompletableFuture<Position> another = submit(journal, EntryKind.RECEIVED, "refused at once");
            assertThat(another).isCompletedExceptionally();
            assertThat(refusal(another)).isEqualTo(Unavailability.STALLED);
            // An exchange that was let in may still end, should the disk answer in time.
            CompletableFuture<Position> end = submit(journal, EntryKind.ENDED, "the end");
            disk.heal();
            end.get(20, TimeUnit.SECONDS);
            assertThat(journal.condition()).isInstanceOf(Condition.Up.class);
            assertThat(texts(journal)).containsExactly("before", "written, not forced", "the end");
            assertThat(events).contains(new JournalEvent.Late(EntryKind.FORWARDING));
        }
    }

    @Test
    void aJournalThatIsClosedWhileTheDiskDoesNotAnswerKeepsItsFolder() throws Exception {
        Journal journal = open();
        append(journal, "before");
        disk.stallForce(Duration.ofMinutes(5));
        CompletableFuture<Position> inLimbo = submit(journal, EntryKind.FORWARDING, "written, not forced");
        assertThat(refusal(inLimbo)).isEqualTo(Unavailability.LATE);
        journal.close();
        try {
            assertThatThrownBy(this::open).hasMessageContaining("in use by another edge");
        } finally {
            disk.heal();
        }
    }

    @Test
    void aDiskThatIsFullInTheMiddleOfAnEntryKeepsWhatWasAcknowledgedAndGoesOnWhenThereIsRoom() throws Exception {
        try (Journal journal = open()) {
            append(journal, "before");
            disk.quota(used() + 1000);
            CompletableFuture<Position> tooMuch = submit(journal, EntryKind.FORWARDING, "x".repeat(5000));
            assertThat(refusal(tooMuch)).isEqualTo(Unavailability.LATE);
            assertThat(journal.condition()).isInstanceOf(Condition.Down.class);
            disk.heal();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> journal.condition() instanceof Condition.Up);
            append(journal, "after");
            assertThat(texts(journal)).containsExactly("before", "after");
        }
        try (Journal journal = open()) {
            assertThat(texts(journal)).containsExactly("before", "after");
            assertThat(journal.damages().bytes()).isZero();
            assertThat(journal.torn()).isEmpty();
        }
    }

    @Test
    void aJournalOpensOnAFullDiskIsReadAndWritesOnceThereIsRoom() throws Exception {
        try (Journal journal = open()) {
            append(journal, "before");
        }
        for (long room : List.of(0L, 100L)) {
            disk.quota(used() + room);
            try (Journal journal = open()) {
                assertThat(journal.condition()).isInstanceOf(Condition.Down.class);
                assertThat(texts(journal)).startsWith("before");
                assertThat(journal.startOfThisRun().segment()).isGreaterThan(1);
                disk.heal();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> journal.condition() instanceof Condition.Up);
                append(journal, "with " + room);
            }
        }
        try (Journal journal = open()) {
            assertThat(texts(journal)).containsExactly("before", "with 0", "with 100");
        }
    }

    @Test
    void anEntryThatNobodyWaitsForOutlivesTheSegmentThatWasGivenUp() throws Exception {
        try (Journal journal = open()) {
            append(journal, "before");
            disk.set(DiskFaults.NONE.withForceFailing());
            CompletableFuture<Position> unhurried =
                    journal.appendUnhurried(EntryKind.RECEIVED, UUID.randomUUID(), "received".getBytes());
            Awaitility.await().until(() -> journal.condition() instanceof Condition.Down);
            disk.heal();
            unhurried.get(20, TimeUnit.SECONDS);
            assertThat(texts(journal)).containsExactly("before", "received");
        }
    }

    private Journal open() throws IOException {
        return Journal.open(JournalUnderTest.settings(disk.path(), 1 << 20), Clock.systemUTC(), events::add);
    }

    private static CompletableFuture<Position> submit(Journal journal, EntryKind kind, String text) {
        return kind.terminal()
                ? journal.appendEnd(kind, UUID.randomUUID(), text.getBytes())
                : journal.append(kind, UUID.randomUUID(), text.getBytes());
    }

    private static Unavailability refusal(CompletableFuture<Position> refused) throws Exception {
        try {
            Position position = refused.get(20, TimeUnit.SECONDS);
            throw new AssertionError("it is durable at " + position);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JournalUnavailableException unavailable) {
                return unavailable.why();
            }
            throw e;
        }
    }

    private long used() throws IOException {
        try (Stream<Path> files = Files.list(temporary.resolve("journal"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(temporary.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(SegmentFormat.SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
