package io.vectrail.edge.provider.upstream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Of one call, the targets that said when to ask them again, and the last such answer: it passes where nothing better comes. On one I/O
 * thread.
 */
final class BusyTargets {

    private final long[] untilNanos;
    private int busy;
    private @Nullable Attempt attempt;
    private AttemptOutcome.@Nullable Answered answer;

    BusyTargets(int targets) {
        this.untilNanos = new long[targets];
    }

    /** One said so. What another said before is given up. */
    void said(int target, Duration pause, long nowNanos, Attempt by, AttemptOutcome.Answered answered) {
        busy |= 1 << target;
        untilNanos[target] = nowNanos + pause.toNanos();
        giveUpAnswer();
        attempt = by;
        answer = answered;
    }

    /** The one that may be asked again first; -1 where none is busy. */
    int first() {
        int first = -1;
        for (int i = 0; i < untilNanos.length; i++) {
            if ((busy & (1 << i)) != 0 && (first < 0 || untilNanos[i] - untilNanos[first] < 0)) {
                first = i;
            }
        }
        return first;
    }

    /** How long until then; null where none is busy. */
    @Nullable
    Duration pause(long nowNanos) {
        int first = first();
        return first < 0 ? null : Duration.ofNanos(Math.max(0, untilNanos[first] - nowNanos));
    }

    /** The last answer; null where there was none. */
    AttemptOutcome.@Nullable Answered answer() {
        return answer;
    }

    /** Whether this attempt brought it, so that its bytes are still needed. */
    boolean holds(Attempt other) {
        return other.equals(attempt);
    }

    /** Another answer passes. */
    void giveUpAnswer() {
        if (attempt != null) {
            attempt.discard();
        }
        attempt = null;
        answer = null;
    }
}
