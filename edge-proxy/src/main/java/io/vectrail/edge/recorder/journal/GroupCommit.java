package io.vectrail.edge.recorder.journal;

import io.vectrail.edge.recorder.journal.JournalFolder.Segment;
import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes: takes what is queued, writes it, forces once, and lets everybody go who waited for it.
 *
 * <pre>
 *            write or force fails
 * WRITING ─────────────────────────► BROKEN ──a new segment opens: at once, then once a second──► WRITING
 *    ▲ ▼ room                          │
 *   FULL (only ends are taken)         └ what was written and not forced goes into the new segment
 *
 * WRITING ──no answer for 2 s──► STALLED ──answer──► WRITING or BROKEN          (any) ──close──► CLOSED
 * </pre>
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long UNHURRIED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** So long a whole record that nobody waits for is kept while the disk fails. */
    private static final long UNHURRIED_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int MOST_TAKEN_AT_ONCE = 4096;

    /** Wakes the writer when it is to close; is never written. */
    private static final Waiting NUDGE = new Waiting(EntryKind.REFUSED, new UUID(0, 0), new byte[0], Urgency.UNHURRIED);

    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Deque<Waiting> taken = new ArrayDeque<>();
    private final List<Waiting> unforced = new ArrayList<>();
    private final News news = new News();
    private final Patience patience = new Patience();
    private final JournalSettings settings;
    private final JournalFolder folder;
    private final Clock clock;
    private final Consumer<JournalEvent> events;
    private final Admission admission;
    private final DiskSpace space;
    private final SpareSegment spare;
    private final Position startOfThisRun;
    private final Thread thread;

    private @Nullable SegmentWriter segment;
    private long preparedAfter;
    private boolean proven;
    private boolean somebodyWaits;
    private long brokenAt;
    private long retryAfterNanos;

    private GroupCommit(JournalSettings settings, JournalFolder folder, Clock clock, Consumer<JournalEvent> events) {
        this.settings = settings;
        this.folder = folder;
        this.clock = clock;
        this.events = events;
        this.admission = new Admission(settings);
        this.space = new DiskSpace(settings, folder);
        this.spare = new SpareSegment(
                settings.folder(), settings.limits().segmentBytes().bytes());
        this.startOfThisRun = new Position(folder.nextNumber(), 0);
        this.thread = Thread.ofPlatform()
                .name("journal")
                .uncaughtExceptionHandler((ended, failure) -> ended(failure))
                .unstarted(this::run);
    }

    /** Begins the first segment, or goes on trying: a journal on a full disk must be shipped to make room. */
    static GroupCommit start(
            JournalSettings settings, JournalFolder folder, Clock clock, Consumer<JournalEvent> events) {
        GroupCommit commits = new GroupCommit(settings, folder, clock, events);
        commits.spare.start();
        commits.turn();
        commits.patience.start();
        commits.thread.start();
        return commits;
    }

    Position startOfThisRun() {
        return startOfThisRun;
    }

    Condition condition() {
        return admission.condition();
    }

    /** True when new exchanges are refused for want of room, or soon would be. */
    boolean crowded() {
        return admission.isFull() || folder.bytes() > settings.limits().highWaterMark() / 2;
    }

    CompletableFuture<Position> append(EntryKind kind, UUID exchange, byte[] payload, Urgency urgency) {
        Unavailability refusal = admission.refusal(urgency, payload.length);
        if (refusal != null) {
            events.accept(new JournalEvent.Refused(refusal));
            return CompletableFuture.failedFuture(new JournalUnavailableException(refusal));
        }
        Waiting waiting = new Waiting(kind, exchange, payload, urgency);
        admission.queued(payload.length);
        if (urgency.hurried()) {
            patience.watch(waiting);
        }
        queue.add(waiting);
        if (!thread.isAlive() && thread.getState() == Thread.State.TERMINATED) {
            // Nobody else would tell it; what the thread had taken is not touched from here.
            failQueued(admission.closing() ? Unavailability.CLOSED : Unavailability.BROKEN);
        }
        return waiting.done;
    }

    void awaitNews(Duration atMost) throws InterruptedException {
        news.await(atMost);
    }

    @Override
    public void close() {
        admission.close();
        queue.add(NUDGE);
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failQueued(Unavailability.CLOSED);
        patience.close();
        spare.close();
    }

    private void run() {
        while (!admission.closing() || !queue.isEmpty() || !taken.isEmpty() || !unforced.isEmpty()) {
            try {
                take();
            } catch (InterruptedException e) {
                admission.close();
            }
            turn();
            if (admission.closing() && segment == null && !mayTry()) {
                failAll(Unavailability.CLOSED);
            }
        }
        admission.turnsToDisk();
        try {
            seal();
        } catch (IOException | RuntimeException e) {
            broken(e);
        }
        admission.answered();
    }

    /** Waits for entries, no longer than those that are written may wait for their force. */
    private void take() throws InterruptedException {
        long waited = unforced.isEmpty() ? 0 : System.nanoTime() - unforced.getFirst().sinceNanos;
        Waiting first = queue.poll(Math.max(0, UNHURRIED_NANOS - waited), TimeUnit.NANOSECONDS);
        if (first != null) {
            taken.add(first);
            queue.drainTo(taken, MOST_TAKEN_AT_ONCE - 1);
            if (admission.closing()) {
                taken.removeIf(NUDGE::equals);
            }
        }
    }

    /** Not by a clock that somebody may set. */
    private boolean mayTry() {
        return System.nanoTime() - brokenAt >= retryAfterNanos;
    }

    /** Writes and forces what was taken, as far as the disk lets it. */
    private void turn() {
        try {
            sweep();
            if (segment == null && !mayTry()) {
                return;
            }
            admission.turnsToDisk();
            SegmentWriter writer = writer();
            write(writer);
            if (isForceDue()) {
                force(writer);
            }
            prepareNext(writer);
            space.look(admission, spare.bytes() + writer.ahead());
        } catch (IOException | RuntimeException | Error e) {
            // Whatever it is, memory that ran out included: without this thread nothing would be durable any more.
            broken(e);
        } finally {
            admission.answered();
        }
    }

    /** Leaves out what nobody waits for any more: whoever gave up has refused the request. */
    private void sweep() {
        if (taken.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        taken.removeIf(waiting -> {
            // The beginning of an exchange is kept for its end, and there are no more of them than exchanges under way.
            boolean alone = !waiting.urgency.hurried() && waiting.kind.terminal();
            if (alone && now - waiting.sinceNanos > UNHURRIED_PATIENCE_NANOS) {
                waiting.fail(Unavailability.LATE);
            }
            if (!waiting.givenUp()) {
                return false;
            }
            admission.unqueued(waiting.payload.length);
            events.accept(new JournalEvent.Refused(Unavailability.LATE));
            return true;
        });
    }

    private void write(SegmentWriter writer) throws IOException {
        for (Waiting next = taken.peek(); next != null; next = taken.peek()) {
            if (!next.givenUp()) {
                next.position = writer.write(next.kind, next.exchange, next.payload);
                unforced.add(next);
                somebodyWaits |= next.urgency.hurried();
            } else {
                events.accept(new JournalEvent.Refused(Unavailability.LATE));
            }
            taken.remove();
            admission.unqueued(next.payload.length);
        }
    }

    private boolean isForceDue() {
        if (unforced.isEmpty()) {
            return false;
        }
        return somebodyWaits
                || admission.closing()
                || System.nanoTime() - unforced.getFirst().sinceNanos >= UNHURRIED_NANOS;
    }

    private void force(SegmentWriter writer) throws IOException {
        long before = writer.durable();
        long began = System.nanoTime();
        writer.force();
        long took = System.nanoTime() - began;
        proven = true;
        publish(segment(writer, false));
        events.accept(new JournalEvent.Forced(took, unforced.size(), writer.durable() - before));
        for (Waiting waiting : unforced) {
            if (!waiting.tellDurable()) {
                events.accept(new JournalEvent.Late(waiting.kind));
            }
        }
        unforced.clear();
        somebodyWaits = false;
    }

    private SegmentWriter writer() throws IOException {
        if (segment != null && segment.isOver(settings.limits(), clock.millis())) {
            seal();
        }
        if (segment == null) {
            long number = folder.takeNumber();
            segment = SegmentWriter.create(
                    folder.file(number), folder.epoch(), number, clock.millis(), folder.end(), spare);
            proven = false;
            folder.syncNames();
            folder.put(segment(segment, false));
        }
        admission.writes();
        return segment;
    }

    /** Only where traffic fills segments, and where there is room enough; once for each segment. */
    private void prepareNext(SegmentWriter writer) {
        if (writer.number() > preparedAfter && writer.fills(settings.limits()) && space.plenty()) {
            preparedAfter = writer.number();
            spare.want();
        }
    }

    /** Ends the current segment at its last byte. Only a clean end: what is not durable yet is forced first. */
    private void seal() throws IOException {
        SegmentWriter ending = segment;
        if (ending == null) {
            return;
        }
        if (!unforced.isEmpty()) {
            force(ending);
        }
        segment = null;
        try (ending) {
            publish(segment(ending, true));
        }
    }

    private void broken(Throwable cause) {
        String reason = String.valueOf(cause.getMessage());
        LOG.error("the journal cannot write: {}", reason);
        if (segment != null) {
            giveUp(segment);
            segment = null;
        }
        // A segment that had served may have met a fault that passes; where not even a first force succeeds, a second
        // is left.
        brokenAt = System.nanoTime();
        retryAfterNanos = proven ? 0 : RETRY_NANOS;
        proven = false;
        admission.broken(reason);
        for (Waiting waiting : unforced.reversed()) {
            admission.queued(waiting.payload.length);
            taken.addFirst(waiting);
        }
        unforced.clear();
        somebodyWaits = false;
    }

    /** Nothing becomes durable after this, and neither callers nor the health page may be left to wait. */
    private void ended(Throwable failure) {
        LOG.error("the journal's thread ended: restart the edge; every request is refused until then", failure);
        admission.broken("its thread ended; restart the edge");
        failQueued(Unavailability.BROKEN);
    }

    /** After a failed fsync the kernel may have dropped what it could not write: the file is cut back and left alone. */
    private void giveUp(SegmentWriter broken) {
        events.accept(new JournalEvent.SegmentGivenUp(broken.number()));
        try {
            broken.abandon();
            if (broken.holdsEntries() || folder.isEmptyWithout(broken.number())) {
                publish(segment(broken, true));
            } else {
                folder.remove(broken.number());
            }
        } catch (IOException e) {
            LOG.error("the journal's segment {} could not be cut back: {}", broken.number(), e.getMessage());
            publish(segment(broken, true));
        }
    }

    private Segment segment(SegmentWriter writer, boolean sealed) {
        return new Segment(writer.number(), writer.durable(), sealed, clock.instant(), writer.createdMillis());
    }

    private void publish(Segment changed) {
        folder.put(changed);
        news.announce();
    }

    private void failAll(Unavailability why) {
        taken.forEach(waiting -> fail(waiting, why));
        taken.clear();
        failQueued(why);
    }

    private void failQueued(Unavailability why) {
        for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            if (!waiting.equals(NUDGE)) {
                fail(waiting, why);
            }
        }
    }

    private void fail(Waiting waiting, Unavailability why) {
        admission.unqueued(waiting.payload.length);
        events.accept(new JournalEvent.Refused(why));
        waiting.fail(why);
    }
}
