package io.vectrail.edge.recorder.journal;

import io.vectrail.runtime.health.Condition;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Whether the journal takes an entry now, and what it says of itself. What is refused is refused at once, so that nobody
 * waits for a disk that is known not to answer; ends of exchanges that were let in are taken as long as there is room.
 * The writer tells how it fares; any thread asks.
 */
final class Admission {

    /** So long anybody waits for the disk, and so long it may be busy without being called stalled. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final JournalSettings settings;
    private final AtomicLong queuedBytes = new AtomicLong();
    private volatile long busySince;
    private volatile boolean busy;
    private volatile @Nullable String failure;
    private volatile @Nullable String full;
    private volatile boolean closing;
    private volatile long usedBytes;

    Admission(JournalSettings settings) {
        this.settings = settings;
    }

    /** Why an entry is refused; null when it may be queued. */
    @Nullable
    Unavailability refusal(Urgency urgency, int payloadBytes) {
        if (closing) {
            return Unavailability.CLOSED;
        }
        if (payloadBytes > SegmentFormat.MOST_PAYLOAD_BYTES) {
            return Unavailability.TOO_LARGE;
        }
        if (urgency != Urgency.ENDING) {
            if (full != null) {
                return Unavailability.FULL;
            }
            if (failure != null) {
                return Unavailability.BROKEN;
            }
            if (stalledFor() != null) {
                return Unavailability.STALLED;
            }
        }
        long queued = queuedBytes.get();
        boolean crowded = queued > 0
                && queued + payloadBytes > settings.limits().queuedBytes().bytes();
        return crowded ? Unavailability.QUEUE : null;
    }

    Condition condition() {
        Duration stalled = stalledFor();
        String broken = failure;
        String crowded = full;
        if (stalled != null) {
            return new Condition.Down("the disk has not answered for " + stalled.toSeconds()
                    + " s; new requests are refused until it does; look at the disk of " + settings.folder());
        }
        if (broken != null) {
            return new Condition.Down("cannot write, so every request is refused; make room on the disk of "
                    + settings.folder() + " or replace it: " + broken);
        }
        if (crowded != null) {
            return new Condition.Down("full: " + crowded
                    + "; new requests are refused until Kafka takes what waits or the disk grows (journal.mostBytes)");
        }
        return new Condition.Up("writing, " + (usedBytes >> 20) + " MiB");
    }

    void queued(int bytes) {
        queuedBytes.addAndGet(bytes);
    }

    void unqueued(int bytes) {
        queuedBytes.addAndGet(-bytes);
    }

    /** The writer turns to the disk. */
    void turnsToDisk() {
        busySince = System.nanoTime();
        busy = true;
    }

    /** The disk has answered, well or badly. */
    void answered() {
        busy = false;
    }

    void broken(String reason) {
        failure = reason;
    }

    void writes() {
        failure = null;
    }

    boolean isFull() {
        return full != null;
    }

    /** What the disk holds, and why it takes no more; null when it does. */
    void room(long used, @Nullable String why) {
        usedBytes = used;
        full = why;
    }

    boolean closing() {
        return closing;
    }

    void close() {
        closing = true;
    }

    private @Nullable Duration stalledFor() {
        if (!busy) {
            return null;
        }
        Duration since = Duration.ofNanos(System.nanoTime() - busySince);
        return since.compareTo(PATIENCE) < 0 ? null : since;
    }
}
