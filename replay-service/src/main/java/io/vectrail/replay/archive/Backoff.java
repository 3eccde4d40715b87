package io.vectrail.replay.archive;

import java.time.Duration;

/** How long to wait after so many failures in a row: twice as long each time, 5 s at most. */
final class Backoff {

    private static final long FIRST_MILLIS = 100;
    private static final long MOST_MILLIS = 5_000;
    private static final int MOST_DOUBLINGS = 10;

    private Backoff() {}

    static Duration after(int failures) {
        return Duration.ofMillis(Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(failures, MOST_DOUBLINGS)));
    }
}
