package io.vectrail.streams.engine;

import io.vectrail.runtime.health.Condition;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks at dependencies now and then, so that the health page answers from memory. */
public final class Watch implements AutoCloseable {

    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("watch").daemon().factory());

    /** Looks every so often from now on; a look takes a bounded time. */
    public void over(DependencyCondition condition, Duration every, Supplier<Condition> look) {
        var _ = looks.scheduleWithFixedDelay(
                () -> condition.set(seen(look)), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A look that fails is told, too: an exception would end the looking without a word. */
    private static Condition seen(Supplier<Condition> look) {
        try {
            return look.get();
        } catch (RuntimeException e) {
            return new Condition.Degraded("cannot be looked at: " + Failures.line(e));
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
