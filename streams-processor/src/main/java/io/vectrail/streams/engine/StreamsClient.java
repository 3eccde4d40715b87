package io.vectrail.streams.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.vectrail.runtime.health.Condition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One topology as it runs: started once, its failed threads replaced, its condition told, closed within a bound.
 *
 * <pre>
 * not started ──start()──► assigning / restoring ◄──► running ──close()──► closed
 *                                  ▲                     │
 *                                  └── thread replaced ──┘
 * </pre>
 */
public final class StreamsClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsClient.class);

    /** Enough to finish the record in hand and commit; what is not committed is done again after the next start. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    private final Supplier<Topology> topology;
    private final StreamsConfig config;
    private final MeterRegistry meters;
    private final StopSignal stop;
    private final ThreadReplacement replacement;
    private final Clock clock;
    private volatile Instant runningSince = Instant.MIN;
    private volatile @Nullable KafkaStreams streams;
    private @Nullable KafkaStreamsMetrics streamsMeters;

    public StreamsClient(
            Supplier<Topology> topology, StreamsConfig config, StopSignal stop, Clock clock, MeterRegistry meters) {
        this.topology = topology;
        this.config = config;
        this.meters = meters;
        this.stop = stop;
        this.clock = clock;
        this.replacement = new ThreadReplacement(stop, clock, meters);
    }

    /**
     * Starts processing; does nothing when it is stopping. Topics must exist.
     *
     * @throws org.apache.kafka.common.KafkaException when the client cannot be made yet: the address does not resolve, or
     *     another process holds the state folder
     */
    public synchronized void start() {
        if (stop.stopped() || streams != null) {
            return;
        }
        KafkaStreams created = new KafkaStreams(topology.get(), config);
        created.setUncaughtExceptionHandler(replacement);
        created.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                runningSince = clock.instant();
            }
            LOG.atInfo().addKeyValue("from", before).addKeyValue("to", now).log("streams state changed");
        });
        try {
            created.start();
        } catch (RuntimeException e) {
            // It holds the state folder, which the next attempt needs.
            created.close(CloseOptions.timeout(CLOSE_WITHIN));
            throw e;
        }
        streamsMeters = new KafkaStreamsMetrics(created);
        streamsMeters.bindTo(meters);
        streams = created;
    }

    /** Whether exchanges are being processed. */
    public Condition condition() {
        KafkaStreams running = streams;
        if (stop.stopped()) {
            return new Condition.Down("stopping");
        }
        if (running == null) {
            return new Condition.Down("not started yet; see the other dependencies");
        }
        Optional<ThreadReplacement.Failure> last = replacement.last();
        // The client's own state stays RUNNING while the thread that replaces its only one has no partitions yet.
        Optional<ThreadReplacement.Failure> open =
                last.filter(failure -> !failure.at().isBefore(runningSince));
        if (open.isPresent()) {
            return new Condition.Down("a thread failed and its replacement does not run yet: "
                    + open.get().line());
        }
        return switch (running.state()) {
            case RUNNING ->
                replacement
                        .recent()
                        .<Condition>map(failure -> new Condition.Degraded("running again after: " + failure.line()))
                        .orElseGet(() -> new Condition.Up("running"));
            case REBALANCING ->
                runningSince.equals(Instant.MIN)
                        ? new Condition.Down("waiting for partitions, or restoring state")
                        : new Condition.Degraded("partitions are being moved or state restored");
            case CREATED, PENDING_SHUTDOWN, PENDING_ERROR, NOT_RUNNING, ERROR ->
                new Condition.Down("state " + running.state() + "; restart the program if this stays");
        };
    }

    @Override
    public synchronized void close() {
        KafkaStreams running = streams;
        if (streamsMeters != null) {
            streamsMeters.close();
        }
        // It leaves the group: whoever starts next need not wait until this one is missed.
        CloseOptions leaving = CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_WITHIN);
        if (running != null && !running.close(leaving)) {
            LOG.atWarn()
                    .addKeyValue("seconds", CLOSE_WITHIN.toSeconds())
                    .log("streams did not close in time; what was not committed is processed again after a start");
        }
    }
}
