package io.vectrail.edge.approval;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that ends the waiting of all whose time is over. */
final class ApprovalClock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalClock.class);
    private static final Duration TICK = Duration.ofMillis(100);

    /** So many ticks are between two looks for clients that have hung up. */
    private static final int LOOK = 10;

    private static final int TIDY = 600;

    private final Approvals approvals;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("approvals-clock").daemon().unstarted(this::run);

    ApprovalClock(Approvals approvals) {
        this.approvals = approvals;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            for (long tick = 1; !stop.await(TICK.toMillis(), TimeUnit.MILLISECONDS); tick++) {
                turn(tick);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread that ended here would leave requests waiting for ever. */
    private void turn(long tick) {
        try {
            approvals.tick();
            if (tick % LOOK == 0) {
                approvals.lookForGone();
            }
            if (tick % TIDY == 0) {
                approvals.tidy();
            }
        } catch (RuntimeException | VirtualMachineError e) {
            LOG.error("the waiting of requests could not be looked at", e);
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(TICK.multipliedBy(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
