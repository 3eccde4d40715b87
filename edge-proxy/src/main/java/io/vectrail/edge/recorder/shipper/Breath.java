package io.vectrail.edge.recorder.shipper;

import java.util.concurrent.locks.LockSupport;

/**
 * Pauses between the exchanges of one batch. What the shipper gathered takes it milliseconds, and the scheduler lets a
 * thread that has slept go on for as long while callers' work waits for the processor; so it takes a few exchanges at a
 * time. A batch of more than a live rate brings is one that is behind, and goes on without pauses. Not thread-safe.
 */
final class Breath {

    private static final int EXCHANGES_AT_ONCE = 4;
    private static final int UNHURRIED_EXCHANGES = 128;
    private static final long NANOS = 60_000;

    private int exchanges;

    /** Between two exchanges. */
    void next() {
        if (exchanges > 0 && exchanges < UNHURRIED_EXCHANGES && exchanges % EXCHANGES_AT_ONCE == 0) {
            LockSupport.parkNanos(NANOS);
        }
        exchanges++;
    }
}
