package io.vectrail.edge.recorder.journal;

import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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

    private final News news = new News();
    private final Patience patience = new Patience();
    private final JournalSettings settings;
    private final JournalFolder folder;
    private final Consumer<JournalEvent> events;
    private final Admission admission;
    private final DiskSpace space;
    private final SpareSegment spare;
    private final Pending pending;
    private final CurrentSegment segment;
    private final Position startOfThisRun;
    private final Thread thread;

    private long brokenAt;
    private long retryAfterNanos;

    private GroupCommit(JournalSettings settings, JournalFolder folder, Clock clock, Consumer<JournalEvent> events) {
        this.settings = settings;
        this.folder = folder;
        this.events = events;
        this.admission = new Admission(settings);
        this.space = new DiskSpace(settings, folder);
        this.spare = new SpareSegment(
                settings.folder(), settings.limits().segmentBytes().bytes());
        this.pending = new Pending(admission, events);
        this.segment = new CurrentSegment(settings, folder, clock, events, news, spare);
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
        if (urgency.hurried()) {
            patience.watch(waiting);
        }
        pending.add(waiting);
        if (!thread.isAlive() && thread.getState() == Thread.State.TERMINATED) {
            // Nobody else would tell it; what the thread had taken is not touched from here.
            pending.failQueued(admission.closing() ? Unavailability.CLOSED : Unavailability.BROKEN);
        }
        return waiting.done;
    }

    void awaitNews(Duration atMost) throws InterruptedException {
        news.await(atMost);
    }

    @Override
    public void close() {
        admission.close();
        pending.nudge();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pending.failQueued(Unavailability.CLOSED);
        patience.close();
        spare.close();
    }

    /** Whether nothing is written any more. */
    boolean hasStopped() {
        return !thread.isAlive();
    }

    private void run() {
        while (!admission.closing() || !pending.isEmpty()) {
            try {
                pending.take();
            } catch (InterruptedException e) {
                admission.close();
            }
            turn();
            if (admission.closing() && !segment.isOpen() && !mayTry()) {
                pending.failAll(Unavailability.CLOSED);
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

    /** Writes and forces what was taken, as far as the disk lets it. */
    private void turn() {
        try {
            pending.sweep();
            if (!segment.isOpen() && !mayTry()) {
                return;
            }
            admission.turnsToDisk();
            roll();
            pending.writeTo(segment.writer());
            if (pending.isForceDue()) {
                force();
            }
            if (space.plenty()) {
                segment.prepareNext();
            }
            if (space.look(admission, segment.ahead())) {
                segment.checkFound();
            }
        } catch (IOException | RuntimeException | Error e) {
            // Whatever it is, memory that ran out included: without this thread nothing would be durable any more.
            broken(e);
        } finally {
            admission.answered();
        }
    }

    /** Not by a clock that somebody may set. */
    private boolean mayTry() {
        return System.nanoTime() - brokenAt >= retryAfterNanos;
    }

    /** Sees to it that there is a segment to write, and the next one where the present one is over. */
    private void roll() throws IOException {
        if (segment.isOver()) {
            seal();
        }
        if (!segment.isOpen()) {
            segment.open();
        }
        admission.writes();
    }

    private void force() throws IOException {
        segment.force(pending.written());
        pending.durable();
    }

    /** Only a clean end: what is not durable yet is forced first. */
    private void seal() throws IOException {
        if (!segment.isOpen()) {
            return;
        }
        if (pending.written() > 0) {
            force();
        }
        segment.seal();
    }

    /** A fault may pass that a segment met which had served; where not even a first force succeeds, a second is left. */
    private void broken(Throwable cause) {
        String reason = String.valueOf(cause.getMessage());
        LOG.error("the journal cannot write: {}", reason);
        retryAfterNanos = segment.giveUp() ? 0 : RETRY_NANOS;
        brokenAt = System.nanoTime();
        admission.broken(reason);
        pending.takeBack();
    }

    /** Nothing becomes durable after this, and neither callers nor the health page may be left to wait. */
    private void ended(Throwable failure) {
        LOG.error("the journal's thread ended: restart the edge; every request is refused until then", failure);
        admission.broken("its thread ended; restart the edge");
        pending.failQueued(Unavailability.BROKEN);
    }
}
