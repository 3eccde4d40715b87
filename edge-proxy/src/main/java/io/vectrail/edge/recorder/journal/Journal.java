package io.vectrail.edge.recorder.journal;

import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The write-ahead journal. Thread-safe. An entry is durable when its stage completes: written, checksummed and forced to
 * the disk together with whatever else was waiting (group commit). After a failed write or fsync the segment is given up
 * at its last durable byte, never forced again, and what was not durable goes into a new one, which is tried at once and then
 * once a second. Meanwhile, and while the disk does not answer, new exchanges are refused at once.
 */
public final class Journal implements AutoCloseable {

    /** Shipped segments are kept this long, for whoever has to look at what happened. */
    private static final Duration KEPT_AFTER_SHIPPING = Duration.ofMinutes(10);

    private final JournalFolder folder;
    private final GroupCommit commits;
    private final Clock clock;
    private final Consumer<JournalEvent> events;

    private Journal(JournalFolder folder, GroupCommit commits, Clock clock, Consumer<JournalEvent> events) {
        this.folder = folder;
        this.commits = commits;
        this.clock = clock;
        this.events = events;
    }

    /** Opens the journal without counting what happens to it. */
    public static Journal open(JournalSettings settings, Clock clock) throws IOException {
        return open(settings, clock, event -> {});
    }

    /**
     * Opens the journal, or starts a new one with a new epoch when the folder has none. One that cannot be written yet
     * opens all the same: it can be read, and shipping it may be what makes room.
     *
     * @param events told of what happens, from any thread; must not block
     * @throws IOException when the folder cannot be used, or another process has it
     */
    public static Journal open(JournalSettings settings, Clock clock, Consumer<JournalEvent> events)
            throws IOException {
        JournalFolder folder = JournalFolder.open(settings.folder(), events);
        try {
            return new Journal(folder, GroupCommit.start(settings, folder, clock, events), clock, events);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Identifies this journal: a new one starts a new epoch of the edge's chain. */
    public UUID epoch() {
        return folder.epoch();
    }

    /**
     * Appends an entry of an exchange that begins, or goes on.
     *
     * @return completes once the entry is on the disk, on the journal's own thread; fails with
     *     {@link JournalUnavailableException}, on any thread, when it cannot be put there, or not within 2 s. An entry that
     *     was already being written then may be on the disk all the same; one that was not never will be
     */
    public CompletableFuture<Position> append(EntryKind kind, UUID exchange, byte[] payload) {
        return commits.append(kind, exchange, payload, Urgency.BEGINNING);
    }

    /** Appends the end of an exchange that was let in: taken while new ones are refused, too. Completes as above. */
    public CompletableFuture<Position> appendEnd(EntryKind kind, UUID exchange, byte[] payload) {
        return commits.append(kind, exchange, payload, Urgency.ENDING);
    }

    /** Appends an entry that nobody waits for: it reaches the disk with the next that somebody does, or within 100 ms. */
    public CompletableFuture<Position> appendUnhurried(EntryKind kind, UUID exchange, byte[] payload) {
        return commits.append(kind, exchange, payload, Urgency.UNHURRIED);
    }

    /** Counts an exchange that is refused although the journal itself was not asked. */
    public JournalUnavailableException refuse(Unavailability why) {
        events.accept(new JournalEvent.Refused(why));
        return new JournalUnavailableException(why);
    }

    /** Where the next entry of this run will stand; everything from earlier runs lies before it. */
    public Position startOfThisRun() {
        return commits.startOfThisRun();
    }

    /** When a segment was begun, in milliseconds since the epoch; 0 when that is not known. Empty when there is no such segment. */
    public OptionalLong segmentCreated(long number) {
        JournalFolder.Segment segment = folder.segment(number);
        return segment == null ? OptionalLong.empty() : OptionalLong.of(segment.createdMillis());
    }

    /** The beginning of what there is. */
    public Position first() {
        JournalFolder.Segment segment = folder.from(0);
        return segment == null ? startOfThisRun() : new Position(segment.number(), 0);
    }

    /** The beginning of the first of the last segments that were all begun after this time; of this run's first when there is none. */
    public Position begunAfter(Instant time) {
        JournalFolder.Segment segment = folder.begunAfter(time);
        Position begun = segment == null ? startOfThisRun() : new Position(segment.number(), 0);
        return begun.compareTo(startOfThisRun()) < 0 ? begun : startOfThisRun();
    }

    /** Reads from this position on, in order, everything that is durable. */
    public JournalReader reader(Position from) {
        return new JournalReader(folder, from);
    }

    /** Waits until something became durable after this call, at most this long. */
    public void awaitNews(Duration atMost) throws InterruptedException {
        commits.awaitNews(atMost);
    }

    /**
     * Says that everything before this position is in Kafka; its segments go once they are ten minutes old, or at once
     * when it is short of room: old records never keep new ones out. One that cannot be deleted stays, is counted, and is
     * tried again; the bounds of the disk are what limits them.
     */
    public void shipped(Position before) {
        try {
            folder.dropBefore(
                    before, isCrowded() ? Instant.MAX : clock.instant().minus(KEPT_AFTER_SHIPPING));
        } catch (IOException e) {
            events.accept(new JournalEvent.NotDropped(String.valueOf(e.getMessage())));
        }
    }

    /** Whether more than half of its room is used: the rest is for exchanges of known callers. */
    public boolean isCrowded() {
        return commits.crowded();
    }

    /** Segments that earlier runs had left. */
    public int earlierSegments() {
        return folder.earlierSegments();
    }

    /** Bytes of these segments. */
    public long earlierBytes() {
        return folder.earlierBytes();
    }

    /** What cannot be read although it had been acknowledged, as far as anybody has read since the start. */
    public Damages damages() {
        return folder.damages();
    }

    /** What the crash before this run left behind its last whole entry; nobody had been told that it was durable. */
    public List<Damage> torn() {
        return folder.torn();
    }

    /** Bytes on disk. */
    public long bytes() {
        return folder.bytes();
    }

    /** Bytes on disk from this position on. */
    public long bytesFrom(Position from) {
        return folder.bytesFrom(from);
    }

    /** Whether exchanges can be made durable now. */
    public Condition condition() {
        return commits.condition();
    }

    /**
     * Makes durable what is queued, then stops, within 12 s. Appends that come later fail. Where the disk still does
     * not answer then, the folder stays locked until the process ends: what was written may yet reach it.
     */
    @Override
    public void close() throws IOException {
        commits.close();
        if (commits.hasStopped()) {
            folder.close();
        }
    }
}
