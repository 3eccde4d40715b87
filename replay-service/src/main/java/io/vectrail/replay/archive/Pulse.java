package io.vectrail.replay.archive;

import io.vectrail.runtime.health.Condition;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether ClickHouse answers: it does while any call went through lately, whatever became of others, and does not after a silence. A
 * single call that fails says nothing; nor does one that went through long ago. Thread-safe.
 */
final class Pulse {

    /** Several times the pause between two pulses. */
    static final Duration SILENCE = Duration.ofSeconds(12);

    private final LongSupplier nanos;
    private volatile @Nullable Long felt;
    private volatile String missed = "not asked yet";

    Pulse(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void felt() {
        felt = nanos.getAsLong();
    }

    void missed(String detail) {
        missed = detail;
    }

    Condition condition() {
        Long last = felt;
        if (last == null) {
            return new Condition.Down(missed);
        }
        Duration silent = Duration.ofNanos(nanos.getAsLong() - last);
        return silent.compareTo(SILENCE) < 0
                ? new Condition.Up("answers")
                : new Condition.Down("no answer for " + silent.toSeconds() + " s; last failure: " + missed);
    }
}
