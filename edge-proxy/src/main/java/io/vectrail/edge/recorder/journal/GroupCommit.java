package io.vectrail.edge.recorder.journal;

import io.vectrail.edge.recorder.journal.JournalFolder.Segment;
import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes: takes what is queued, writes it, forces once, and lets everybody go who waited for it.
 *
 * <pre>
 * WRITING ──write or force fails──► BROKEN ──a second later, new segment opens──► WRITING
 *    ▲ ▼ room                                                        (either) ──close──► CLOSED
 *   FULL    (only ends of exchanges that were let in)
 * </pre>
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long UNHURRIED_MILLIS = 100;
    private static final long UNHURRIED_NANOS = TimeUnit.MILLISECONDS.toNanos(UNHURRIED_MILLIS);
    private static final int MOST_ENTRIES_PER_FORCE = 4096;

    private record Waiting(
            EntryKind kind, UUID exchange, byte[] payload, boolean hurried, CompletableFuture<Position> done) {}

    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final News news = new News();
    private final JournalSettings settings;
    private final JournalFolder folder;
    private final Clock clock;
    private final Position startOfThisRun;
    private final Thread thread;

    private volatile Condition condition = new Condition.Up("writing");
    private volatile boolean full;
    private volatile boolean closing;
    private @Nullable SegmentWriter segment;
    private final List<Runnable> unforced = new ArrayList<>();
    private long unforcedSince;
    private String failure = "";
    private Instant brokenUntil = Instant.MIN;
    private Instant spaceLookedAt = Instant.MIN;

    private GroupCommit(JournalSettings settings, JournalFolder folder, Clock clock) throws IOException {
        this.settings = settings;
        this.folder = folder;
        this.clock = clock;
        SegmentWriter first = open();
        this.segment = first;
        this.startOfThisRun = new Position(first.number(), 0);
        this.thread = Thread.ofPlatform().name("journal").unstarted(this::run);
    }

    static GroupCommit start(JournalSettings settings, JournalFolder folder, Clock clock) throws IOException {
        GroupCommit commits = new GroupCommit(settings, folder, clock);
        commits.thread.start();
        return commits;
    }

    Position startOfThisRun() {
        return startOfThisRun;
    }

    Condition condition() {
        return condition;
    }

    /** True when new exchanges are refused for want of room, or soon would be. */
    boolean crowded() {
        return full || folder.bytes() > settings.highWaterMark() / 2;
    }

    CompletableFuture<Position> append(EntryKind kind, UUID exchange, byte[] payload, boolean hurried) {
        String refusal = refusal(kind, payload);
        if (refusal != null) {
            return CompletableFuture.failedFuture(new JournalUnavailableException(refusal, null));
        }
        CompletableFuture<Position> done = new CompletableFuture<>();
        queuedBytes.addAndGet(payload.length);
        queue.add(new Waiting(kind, exchange, payload, hurried, done));
        if (closing && !thread.isAlive()) {
            failQueued("the journal is closed", null);
        }
        return hurried
                ? done.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).exceptionallyCompose(GroupCommit::late)
                : done;
    }

    void awaitNews(Duration atMost) throws InterruptedException {
        news.await(atMost);
    }

    @Override
    public void close() throws IOException {
        closing = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failQueued("the journal is closed", null);
    }

    private @Nullable String refusal(EntryKind kind, byte[] payload) {
        if (closing) {
            return "the journal is closed";
        }
        if (payload.length > SegmentFormat.MOST_ENTRY_BYTES - SegmentFormat.PREFIX_BYTES) {
            return "the exchange is larger than a journal entry can be";
        }
        if (full && kind != EntryKind.ENDED) {
            return "the journal's disk is full";
        }
        boolean crowded = queuedBytes.get() + payload.length > settings.mostQueuedBytes() && !queue.isEmpty();
        return crowded ? "the journal's disk cannot keep up" : null;
    }

    private static CompletableFuture<Position> late(Throwable failure) {
        return CompletableFuture.failedFuture(
                failure instanceof TimeoutException
                        ? new JournalUnavailableException("the journal's disk did not answer in " + PATIENCE, failure)
                        : failure);
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(UNHURRIED_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MOST_ENTRIES_PER_FORCE - 1);
                }
                commit(batch);
            } catch (InterruptedException e) {
                closing = true;
            } finally {
                batch.clear();
            }
        }
        seal();
    }

    private void commit(List<Waiting> batch) {
        batch.forEach(waiting -> queuedBytes.addAndGet(-waiting.payload().length));
        try {
            SegmentWriter writer = writer();
            boolean hurried = closing;
            for (Waiting waiting : batch) {
                Position position = writer.write(waiting.kind(), waiting.exchange(), waiting.payload());
                unforcedSince = unforced.isEmpty() ? System.nanoTime() : unforcedSince;
                unforced.add(() -> waiting.done().complete(position));
                hurried |= waiting.hurried();
            }
            boolean due = !unforced.isEmpty() && System.nanoTime() - unforcedSince >= UNHURRIED_NANOS;
            if (due || (hurried && !unforced.isEmpty())) {
                force(writer);
            }
            lookAtSpace();
        } catch (IOException | RuntimeException e) {
            // Whatever it is: without this thread nothing would be durable any more.
            broken(batch, e);
        }
    }

    private void force(SegmentWriter writer) throws IOException {
        writer.force();
        publish(new Segment(writer.number(), writer.durable(), false, clock.instant()));
        unforced.forEach(Runnable::run);
        unforced.clear();
    }

    private SegmentWriter writer() throws IOException {
        if (segment != null && segment.written() >= settings.segmentBytes()) {
            seal();
        }
        if (segment == null) {
            if (clock.instant().isBefore(brokenUntil)) {
                throw new IOException(failure);
            }
            segment = open();
            condition = new Condition.Up("writing");
        }
        return segment;
    }

    private SegmentWriter open() throws IOException {
        long number = folder.takeNumber();
        SegmentWriter opened = SegmentWriter.create(folder.file(number), folder.epoch(), number, clock.millis());
        folder.syncNames();
        folder.put(new Segment(number, opened.durable(), false, clock.instant()));
        return opened;
    }

    /** Ends the current segment at its last byte. Only a clean end: what is not durable yet is forced first. */
    private void seal() {
        SegmentWriter ending = segment;
        segment = null;
        if (ending == null) {
            return;
        }
        try (ending) {
            force(ending);
        } catch (IOException e) {
            LOG.error("the journal's segment {} could not be closed: {}", ending.number(), e.getMessage());
        }
        publish(new Segment(ending.number(), ending.durable(), true, clock.instant()));
    }

    private void broken(List<Waiting> batch, Exception cause) {
        if (segment != null) {
            giveUp(segment, cause);
            segment = null;
        }
        if (!clock.instant().isBefore(brokenUntil)) {
            brokenUntil = clock.instant().plus(RETRY);
            failure = String.valueOf(cause.getMessage());
        }
        // Unhurried entries that were not forced yet went with the segment; nobody waited for them.
        unforced.clear();
        condition = new Condition.Down("cannot write, so every request is refused; make room on the disk of "
                + settings.folder() + " or replace it: " + failure);
        batch.forEach(waiting ->
                waiting.done().completeExceptionally(new JournalUnavailableException(condition.detail(), cause)));
    }

    /** After a failed fsync the kernel may have dropped what it could not write: the file is cut back and left alone. */
    private void giveUp(SegmentWriter broken, Exception cause) {
        LOG.error("the journal cannot write: {}", cause.getMessage());
        try {
            broken.abandon();
        } catch (IOException e) {
            LOG.error("the journal's segment {} could not be cut back: {}", broken.number(), e.getMessage());
        }
        publish(new Segment(broken.number(), broken.durable(), true, clock.instant()));
    }

    private void publish(Segment changed) {
        folder.put(changed);
        news.announce();
    }

    private void lookAtSpace() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(spaceLookedAt.equals(Instant.MIN) ? now : spaceLookedAt.plusMillis(500))) {
            return;
        }
        spaceLookedAt = now;
        long used = folder.bytes();
        long free = Files.getFileStore(settings.folder()).getUsableSpace();
        boolean overMark = used > settings.highWaterMark();
        full = (overMark && used > settings.segmentBytes())
                || free < settings.leastFreeBytes() + JournalSettings.RESERVE_BYTES;
        condition = full
                ? new Condition.Down(
                        "full: " + (used >> 20) + " MiB used, " + (free >> 20)
                                + " MiB free on the disk; new requests are refused until Kafka takes what waits or the disk grows")
                : new Condition.Up("writing, " + (used >> 20) + " MiB");
    }

    private void failQueued(String reason, @Nullable Throwable cause) {
        for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            queuedBytes.addAndGet(-waiting.payload().length);
            waiting.done().completeExceptionally(new JournalUnavailableException(reason, cause));
        }
    }
}
