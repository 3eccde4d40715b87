package io.vectrail.edge.recorder.journal;

import static io.vectrail.edge.recorder.journal.JournalUnderTest.append;
import static io.vectrail.edge.recorder.journal.JournalUnderTest.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody deletes from the folder of a journal, or puts into it. Nothing is acknowledged that would not be found again. */
class ForeignHandsTest {

    @TempDir
    Path folder;

    @Test
    void aSegmentThatIsDeletedWhileItIsWrittenIsMissedAndAnotherTakesWhatComes() throws IOException {
        try (Journal journal = open()) {
            append(journal, "of an earlier run");
        }
        try (Journal journal = open()) {
            append(journal, "gone with it");
            Files.delete(SegmentFormat.file(folder, 2));
            Awaitility.await().until(() -> journal.damages().bytes() > 0);
            assertThat(journal.damages().places()).extracting(Damage::at).containsExactly(new Position(2, 0));
            Awaitility.await().until(() -> journal.condition() instanceof Condition.Up);
            append(journal, "after");
        }
        try (Journal journal = open()) {
            assertThat(texts(journal)).containsExactly("of an earlier run", "after");
            assertThat(journal.damages().places())
                    .as("told by the next segment's header")
                    .extracting(Damage::at)
                    .containsExactly(new Position(2, 0));
        }
    }

    @Test
    void aSegmentThatIsReplacedWhileItIsWrittenIsLeftToWhoeverDidSo() throws IOException {
        try (Journal journal = open()) {
            append(journal, "in the one that was moved");
            Path file = SegmentFormat.file(folder, 1);
            Files.move(file, folder.resolve("moved"));
            Files.copy(folder.resolve("moved"), file);
            Awaitility.await().until(() -> journal.damages().bytes() > 0);
            Awaitility.await().until(() -> journal.condition() instanceof Condition.Up);
            append(journal, "after");
        }
        try (Journal journal = open()) {
            assertThat(texts(journal)).endsWith("after");
        }
    }

    @Test
    void aSecondProcessOnTheSameJournalIsRefused() throws IOException {
        try (Journal journal = open()) {
            assertThat(journal.condition()).isInstanceOf(Condition.Up.class);
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use by another");
        }
    }

    @Test
    void aJournalWhoseLockIsDeletedTakesNothingMoreSinceAnotherEdgeMayWriteThere() throws IOException {
        try (Journal journal = open()) {
            append(journal, "before");
            Files.delete(folder.resolve(FoundSegments.LOCK_FILE));
            try (Journal second = open()) {
                Awaitility.await().until(() -> journal.condition() instanceof Condition.Down);
                assertThat(journal.condition().toString()).contains("lock was taken away");
                assertThat(journal.append(EntryKind.REFUSED, UUID.randomUUID(), new byte[1]))
                        .isCompletedExceptionally();
                append(second, "of the second");
                assertThat(texts(second)).containsExactly("before", "of the second");
            }
        }
    }

    @Test
    void aFileWithTheLastNumberLeavesNoneForASegmentThatWouldNotBeFoundAgain() throws IOException {
        Path last = Files.createFile(SegmentFormat.file(folder, SegmentFormat.LAST_NUMBER));
        try (Journal journal = open()) {
            assertThat(journal.condition()).isInstanceOf(Condition.Down.class);
            assertThat(journal.condition().toString()).contains("999999999999.vtj has the last number");
            assertThat(journal.append(EntryKind.REFUSED, UUID.randomUUID(), new byte[1]))
                    .isCompletedExceptionally();
        }
        Files.delete(last);
        try (Journal journal = open()) {
            append(journal, "found again");
        }
        try (Journal journal = open()) {
            assertThat(texts(journal)).containsExactly("found again");
        }
    }

    @Test
    void whatIsNoFileEndsAStartInsteadOfHangingIt() throws IOException {
        Files.createSymbolicLink(SegmentFormat.file(folder, 3), Path.of("/dev/zero"));
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("no segment; take it away");
        assertThatThrownBy(() -> JournalInspection.of(folder, 0, entry -> {})).isInstanceOf(IOException.class);
    }

    @Test
    void aHeaderWhoseChecksumFitsAndWhoseWordsDoNotIsBrokenAndItsEntriesAreFound() throws IOException {
        try (Journal journal = open()) {
            append(journal, "found");
        }
        Path file = SegmentFormat.file(folder, 1);
        byte[] whole = Files.readAllBytes(file);
        int schema = 4 + 2 + 16 + 8 + 8 + 16;
        byte[] noSchema = whole.clone();
        noSchema[schema + 4] = '[';
        byte[] noEnd = whole.clone();
        ByteBuffer.wrap(noEnd).putLong(schema - 8, -5);
        for (byte[] forged : List.of(noSchema, noEnd)) {
            ByteBuffer header = ByteBuffer.wrap(forged);
            int second = schema + 4 + header.getInt(schema);
            int end = second + 4 + header.getInt(second);
            header.putInt(end, SegmentFormat.checksum(forged, 0, end));
            Files.write(file, forged);
            assertThat(JournalInspection.of(folder, 0, entry -> {}).segments())
                    .singleElement()
                    .satisfies(segment -> assertThat(segment.version()).isZero());
            try (Journal journal = open()) {
                assertThat(texts(journal)).containsExactly("found");
            }
            Files.deleteIfExists(SegmentFormat.file(folder, 2));
        }
    }

    private Journal open() throws IOException {
        return Journal.open(JournalUnderTest.settings(folder, 1 << 20), Clock.systemUTC());
    }
}
