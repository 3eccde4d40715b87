package io.vectrail.load.chaos;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets load and strikes of one round go side by side: full speed up to the next strike's share of the requests, then slowly, until the
 * strike has been made. Thread-safe.
 */
final class Pace {

    private static final long SLOWLY_NANOS = Duration.ofMillis(150).toNanos();
    private static final Duration STUCK = Duration.ofSeconds(45);

    private final int requests;
    private final int steps;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger step = new AtomicInteger(1);
    private final AtomicBoolean over = new AtomicBoolean();

    Pace(int requests, int strikes) {
        this.requests = requests;
        this.steps = strikes + 1;
    }

    /** Takes the right to send one request; false when the round is over. */
    boolean next() {
        if (over.get()) {
            return false;
        }
        if (sent.incrementAndGet() > share(step.get())) {
            LockSupport.parkNanos(SLOWLY_NANOS);
        }
        return true;
    }

    boolean goesOn() {
        return !over.get();
    }

    /** Waits for the load to reach this strike's share, or to be stuck; the strike is made while it goes on slowly. */
    void awaitStrike(int number) {
        long deadline = System.nanoTime() + STUCK.toNanos();
        while (sent.get() < share(number + 1) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** The strike was made: full speed again. */
    void struck() {
        step.incrementAndGet();
    }

    /** Waits for the rest of the requests, then ends the round. @return false when it waited in vain */
    boolean finish() {
        long deadline = System.nanoTime() + STUCK.multipliedBy(2).toNanos();
        while (sent.get() < requests && System.nanoTime() < deadline) {
            LockSupport.parkNanos(2_000_000);
        }
        over.set(true);
        return sent.get() >= requests;
    }

    private long share(int number) {
        return (long) requests * number / steps;
    }
}
