package io.vectrail.streams.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Told once that the program stops. Whoever has to wait waits here, so that no wait outlives the program. */
public final class StopSignal {

    private final CountDownLatch stop = new CountDownLatch(1);

    public void stop() {
        stop.countDown();
    }

    public boolean stopped() {
        return stop.getCount() == 0;
    }

    /** Waits at most this long. @return true when the program stops, or the thread was interrupted to make it stop */
    public boolean stopsWithin(Duration patience) {
        try {
            return stop.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
