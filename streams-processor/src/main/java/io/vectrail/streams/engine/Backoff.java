package io.vectrail.streams.engine;

import java.time.Duration;

/**
 * Pauses between attempts: each twice the one before.
 *
 * @param first after the first failure
 * @param most never longer than this
 */
public record Backoff(Duration first, Duration most) {

    private static final int MOST_DOUBLINGS = 20;

    public Backoff {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("a backoff starts above zero and does not shrink");
        }
    }

    /** @param failures in a row so far, from 1 */
    public Duration after(int failures) {
        Duration pause = first.multipliedBy(1L << Math.clamp(failures - 1, 0, MOST_DOUBLINGS));
        return pause.compareTo(most) > 0 ? most : pause;
    }
}
