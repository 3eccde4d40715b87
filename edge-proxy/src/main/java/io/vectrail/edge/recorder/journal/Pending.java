package io.vectrail.edge.recorder.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The entries between their callers and the disk.
 *
 * <pre>
 * add ──► queued ──take──► taken ──writeTo──► written ──durable──► their callers know
 *                            ▲                   │
 *                            └─────takeBack──────┘
 * </pre>
 *
 * Any thread adds and fails what is queued; the rest is for the journal's thread alone.
 */
final class Pending {

    private static final long UNHURRIED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** So long a whole record that nobody waits for is kept while the disk fails. */
    private static final long UNHURRIED_PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private static final int MOST_TAKEN_AT_ONCE = 4096;

    /** Wakes the writer when it is to close; is never written. */
    private static final Waiting NUDGE = new Waiting(EntryKind.REFUSED, new UUID(0, 0), new byte[0], Urgency.UNHURRIED);

    private final LinkedBlockingQueue<Waiting> queued = new LinkedBlockingQueue<>();
    private final Deque<Waiting> taken = new ArrayDeque<>();
    private final List<Waiting> written = new ArrayList<>();
    private final Admission admission;
    private final Consumer<JournalEvent> events;
    private boolean somebodyWaits;

    Pending(Admission admission, Consumer<JournalEvent> events) {
        this.admission = admission;
        this.events = events;
    }

    void add(Waiting waiting) {
        admission.queued(waiting.payload.length);
        queued.add(waiting);
    }

    /** Ends {@link #take} at once. */
    void nudge() {
        queued.add(NUDGE);
    }

    boolean isEmpty() {
        return queued.isEmpty() && taken.isEmpty() && written.isEmpty();
    }

    /** Entries that are written and wait for their force. */
    int written() {
        return written.size();
    }

    /** Waits for entries, no longer than those that are written may wait for their force. */
    void take() throws InterruptedException {
        long waited = written.isEmpty() ? 0 : System.nanoTime() - written.getFirst().sinceNanos;
        Waiting first = queued.poll(Math.max(0, UNHURRIED_NANOS - waited), TimeUnit.NANOSECONDS);
        if (first != null) {
            taken.add(first);
            queued.drainTo(taken, MOST_TAKEN_AT_ONCE - 1);
            if (admission.closing()) {
                taken.removeIf(NUDGE::equals);
            }
        }
    }

    /** Leaves out what nobody waits for any more: whoever gave up has refused the request. */
    void sweep() {
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

    void writeTo(SegmentWriter segment) throws IOException {
        for (Waiting next = taken.peek(); next != null; next = taken.peek()) {
            if (!next.givenUp()) {
                next.position = segment.write(next.kind, next.exchange, next.payload);
                written.add(next);
                somebodyWaits |= next.urgency.hurried();
            } else {
                events.accept(new JournalEvent.Refused(Unavailability.LATE));
            }
            taken.remove();
            admission.unqueued(next.payload.length);
        }
    }

    boolean isForceDue() {
        if (written.isEmpty()) {
            return false;
        }
        return somebodyWaits
                || admission.closing()
                || System.nanoTime() - written.getFirst().sinceNanos >= UNHURRIED_NANOS;
    }

    /** What is written is on the disk. */
    void durable() {
        for (Waiting waiting : written) {
            if (!waiting.tellDurable()) {
                events.accept(new JournalEvent.Late(waiting.kind));
            }
        }
        written.clear();
        somebodyWaits = false;
    }

    /** What is written may not be on the disk: it is written again, before anything else. */
    void takeBack() {
        for (Waiting waiting : written.reversed()) {
            admission.queued(waiting.payload.length);
            taken.addFirst(waiting);
        }
        written.clear();
        somebodyWaits = false;
    }

    /** What is not written yet is refused. */
    void failAll(Unavailability why) {
        taken.forEach(waiting -> fail(waiting, why));
        taken.clear();
        failQueued(why);
    }

    void failQueued(Unavailability why) {
        for (Waiting waiting = queued.poll(); waiting != null; waiting = queued.poll()) {
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
