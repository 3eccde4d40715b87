package io.vectrail.replay.archive;

import java.time.Duration;

/**
 * How long this program may believe that its partitions are its own: since its last poll, and less than Kafka gives it. One
 * that slept longer must not write, since another may have taken over.
 */
final class Lease {

    /** What the consumer is configured with. */
    static final Duration KAFKA_GIVES = Duration.ofMinutes(5);

    private static final Duration HOLDS = KAFKA_GIVES.minusMinutes(1);

    private long renewed = System.nanoTime();

    void renew() {
        renewed = System.nanoTime();
    }

    void check() {
        if (System.nanoTime() - renewed > HOLDS.toNanos()) {
            throw new IllegalStateException("this batch took longer than the group waits; starting over");
        }
    }
}
