package io.vectrail.replay.archive;

import io.vectrail.runtime.health.Condition;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far the archive is behind Kafka, and whether that changes. Search goes on while it does not, so that nothing here is ever down.
 * Thread-safe.
 */
final class Progress {

    static final long LAG_WORTH_A_LOOK = 10_000;

    /** Without a look at Kafka, or with records and none stored, for so long: stuck. */
    static final Duration STUCK = Duration.ofSeconds(45);

    private final LongSupplier nanos;
    private final long began;
    private volatile @Nullable Long looked;
    private volatile @Nullable Long stored;
    private volatile @Nullable Long idle;
    private volatile long records;
    private volatile long seconds;
    private volatile String failure = "none";
    private volatile @Nullable String ended;

    Progress(LongSupplier nanos) {
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    void behind(long count, Duration age) {
        records = count;
        seconds = age.toSeconds();
        looked = nanos.getAsLong();
        if (count == 0) {
            idle = looked;
            failure = "none";
        }
    }

    void stored() {
        stored = nanos.getAsLong();
        failure = "none";
    }

    void failed(String detail) {
        failure = detail;
    }

    /** For good. */
    void ended(String detail) {
        ended = detail;
    }

    /** Whether nothing was to be stored at some time since then, by the clock that measures. */
    boolean caughtUpSince(long then) {
        Long last = idle;
        return last != null && last - then >= 0;
    }

    double records() {
        return ended == null ? records : Double.NaN;
    }

    double seconds() {
        return ended == null ? seconds : Double.NaN;
    }

    Condition condition() {
        if (ended != null) {
            return new Condition.Degraded("ended; restart the service. What ended it: " + ended);
        }
        String detail = records + " records behind, the next one " + seconds + " s old; last stored "
                + (stored == null ? "never" : since(stored).toSeconds() + " s ago") + "; last failure: " + failure;
        if (looked == null || since(looked).compareTo(STUCK) > 0) {
            return new Condition.Degraded("does not see where Kafka's partitions end; " + detail);
        }
        if (records > 0 && sinceLastGood().compareTo(STUCK) > 0) {
            return new Condition.Degraded("stuck; the log says why. " + detail);
        }
        return records > LAG_WORTH_A_LOOK ? new Condition.Degraded(detail) : new Condition.Up(detail);
    }

    private Duration sinceLastGood() {
        long last = began;
        for (Long good : new Long[] {stored, idle}) {
            last = good == null || good - last < 0 ? last : good;
        }
        return since(last);
    }

    private Duration since(long then) {
        return Duration.ofNanos(nanos.getAsLong() - then);
    }
}
