package io.vectrail.document.topic;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A thread of its own that follows a topic, and begins anew after each failure. Thread-safe. */
public final class Following implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final Duration LEAST_BACKOFF = Duration.ofMillis(500);
    private static final Duration MOST_BACKOFF = Duration.ofSeconds(10);
    private static final Duration GENTLE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Consumer<Following> attempt;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable String trouble = "it was not read yet";
    private volatile @Nullable Runnable wakeUp;

    /**
     * Nothing is followed before {@link #start}.
     *
     * @param name of the thread
     * @param attempt opens a reader, has it {@link #attended}, and reads as long as this is {@link #wanted}
     */
    public Following(String name, Consumer<Following> attempt) {
        this.attempt = attempt;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Whether to go on. */
    public boolean wanted() {
        return stop.getCount() > 0;
    }

    /** What wakes up the reader is run when nothing is wanted any more. */
    public void attended(Runnable wakesUp) {
        wakeUp = wakesUp;
        if (!wanted()) {
            wakesUp.run();
        }
    }

    /** What is to be followed is there. */
    public void succeeded() {
        trouble = null;
    }

    /** Why nothing is followed at present; null while it is. */
    public @Nullable String trouble() {
        return trouble;
    }

    private void run() {
        Duration backoff = LEAST_BACKOFF;
        while (wanted()) {
            boolean well = trouble == null;
            try {
                attempt.accept(this);
            } catch (WakeupException e) {
                return;
            } catch (RuntimeException | VirtualMachineError e) {
                // A thread that ended here would leave a program that looks well and follows nothing.
                well = well || trouble == null;
                LOG.atLevel(well ? Level.WARN : Level.DEBUG)
                        .log("{} cannot be followed: {}", thread.getName(), String.valueOf(e.getMessage()));
                backoff = well ? LEAST_BACKOFF : longer(backoff);
                trouble = e.getClass().getSimpleName() + ": " + e.getMessage();
            }
            if (waited(backoff)) {
                return;
            }
        }
    }

    private static Duration longer(Duration backoff) {
        Duration doubled = backoff.multipliedBy(2);
        return doubled.compareTo(MOST_BACKOFF) > 0 ? MOST_BACKOFF : doubled;
    }

    private boolean waited(Duration pause) {
        try {
            return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Waits until the thread has ended, 11 s at most. */
    @Override
    public void close() {
        stop.countDown();
        Runnable wakesUp = wakeUp;
        if (wakesUp != null) {
            wakesUp.run();
        }
        try {
            if (thread.isAlive() && !thread.join(GENTLE)) {
                // It waits for an answer of Kafka's, of which nothing wakes it up.
                thread.interrupt();
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
