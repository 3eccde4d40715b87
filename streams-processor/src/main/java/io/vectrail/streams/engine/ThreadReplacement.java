package io.vectrail.streams.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A processing thread that failed is replaced, however often: the broker or the registry comes back, and a record that was
 * not processed must not be passed over. The dying thread waits first, longer each time in a row, so that a failure that
 * lasts costs a log line every half minute and not a core.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);

    private static final Backoff PAUSE = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** After this long without a failure the next one counts as the first. */
    private static final Duration CALM = Duration.ofMinutes(2);

    private final StopSignal stop;
    private final Clock clock;
    private final Counter replaced;
    private int inARow;
    private @Nullable Failure last;

    /** A failure, when it happened, and when its replacement starts. */
    record Failure(String line, Instant at, Instant until) {}

    ThreadReplacement(StopSignal stop, Clock clock, MeterRegistry meters) {
        this.stop = stop;
        this.clock = clock;
        this.replaced = Counter.builder("vectrail.streams.threads.replaced")
                .description("Processing threads that failed and were replaced")
                .register(meters);
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        if (stop.stopped()) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Duration pause = noted(failure);
        replaced.increment();
        LOG.atError()
                .addKeyValue("failure", Failures.line(failure))
                .addKeyValue("pauseMillis", pause.toMillis())
                .log("a processing thread failed and is replaced after a pause");
        return stop.stopsWithin(pause)
                ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    synchronized Optional<Failure> last() {
        return Optional.ofNullable(last);
    }

    /** The last failure, if the time since then is shorter than what counts as calm. */
    synchronized Optional<Failure> recent() {
        return Optional.ofNullable(last)
                .filter(failure -> failure.until().plus(CALM).isAfter(clock.instant()));
    }

    private synchronized Duration noted(Throwable failure) {
        inARow = recent().isPresent() ? inARow + 1 : 1;
        Duration pause = PAUSE.after(inARow);
        Instant now = clock.instant();
        last = new Failure(Failures.line(failure), now, now.plus(pause));
        return pause;
    }
}
