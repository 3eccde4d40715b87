package io.vectrail.edge.recorder.journal;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets readers sleep until something became durable. Thread-safe. */
final class News {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long issue;

    void announce() {
        lock.lock();
        try {
            issue++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns once something was announced after this call, or when the time is up. */
    void await(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long seen = issue;
            long left = atMost.toNanos();
            while (issue == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
