package io.vectrail.streams.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vectrail.event.RegistryException;
import io.vectrail.streams.engine.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again while the registry is away. Only a schema that this process has not met yet needs the registry at all; the
 * partition waits for it, since what cannot be read today can be read when the registry is back.
 */
public final class RegistryPatience {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryPatience.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Below the consumer's max.poll.interval.ms (5 min), so that a waiting thread keeps its partitions. */
    private static final Duration MOST = Duration.ofMinutes(2);

    private final StopSignal stop;
    private final Clock clock;
    private final Counter waits;

    public RegistryPatience(StopSignal stop, Clock clock, MeterRegistry meters) {
        this.stop = stop;
        this.clock = clock;
        this.waits = Counter.builder("vectrail.registry.waits")
                .description("Times that processing waited a second for the schema registry")
                .register(meters);
    }

    /**
     * Asks until there is an answer, at most about two minutes.
     *
     * @throws RegistryException when the answer cannot change, the time is over or the program stops
     */
    public <T> T ask(Supplier<T> question) {
        Instant since = clock.instant();
        for (int refusals = 0; ; refusals++) {
            try {
                T answer = question.get();
                if (refusals > 0) {
                    LOG.atInfo().addKeyValue("waited", refusals).log("the schema registry is back");
                }
                return answer;
            } catch (RegistryException e) {
                boolean patient = !e.permanent() && clock.instant().isBefore(since.plus(MOST));
                if (refusals == 0 && patient) {
                    LOG.atWarn().addKeyValue("failure", e.getMessage()).log("waiting for the schema registry");
                }
                waits.increment();
                if (!patient || stop.stopsWithin(PAUSE)) {
                    throw e;
                }
            }
        }
    }
}
