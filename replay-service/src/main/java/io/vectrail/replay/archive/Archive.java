package io.vectrail.replay.archive;

import io.micrometer.core.instrument.MeterRegistry;
import io.vectrail.event.RegistryException;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.event.TopicsUnavailableException;
import io.vectrail.runtime.health.Health;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive's own life: brings the database to its schema, sees to the topics, and then stores what they hold, on a thread
 * of its own, until it is closed. What it needs and does not find is waited for, with growing pauses of at most 5 s.
 */
public final class Archive implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);
    private static final TopicPartition FIRST = new TopicPartition(Topics.EXCHANGES.name(), 0);
    private static final Duration PULSE = Duration.ofSeconds(3);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final ArchiveSettings settings;
    private final ClickHouse clickHouse;
    private final SchemaRegistry registry;
    private final Clock clock;
    private final IngestState state;
    private final Claims claims;
    private final Inserts inserts;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform()
            .name("archive")
            .uncaughtExceptionHandler((ended, failure) -> ended(failure))
            .unstarted(this::run);
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("clickhouse-pulse").daemon().factory());
    private volatile @Nullable KafkaConsumer<Fetched, Fetched> consumer;

    public Archive(
            ArchiveSettings settings,
            ClickHouse clickHouse,
            SchemaRegistry registry,
            Health health,
            MeterRegistry meters,
            Clock clock) {
        this(settings, clickHouse, registry, health, meters, clock, Inserts.NOBODY);
    }

    /** @param inserts told of each insert */
    Archive(
            ArchiveSettings settings,
            ClickHouse clickHouse,
            SchemaRegistry registry,
            Health health,
            MeterRegistry meters,
            Clock clock,
            Inserts inserts) {
        this.settings = settings;
        this.clickHouse = clickHouse;
        this.registry = registry;
        this.clock = clock;
        this.state = new IngestState(health, meters, System::nanoTime);
        this.claims = new Claims(clickHouse);
        this.inserts = inserts;
    }

    /** Returns at once; the health page says how it goes. */
    public void start() {
        thread.start();
    }

    /**
     * The condition under which this instance may write what one instance alone should; empty while that is another's. It
     * goes with partition 0 of the exchanges, so that Kafka sees to it that somebody has it.
     */
    public Optional<String> permission() {
        return claims.holds(FIRST) ? Optional.of(claims.condition(List.of(FIRST))) : Optional.empty();
    }

    /**
     * Whether all that Kafka had at that time, in the partitions that this instance reads, is in the archive.
     *
     * @param nanos of {@link System#nanoTime}
     */
    public boolean caughtUpSince(long nanos) {
        return state.caughtUpSince(nanos);
    }

    /** False once ingest has ended, in order or not. */
    boolean alive() {
        return thread.isAlive();
    }

    /** Ends within 10 s; what is being stored is stored whole or not at all. */
    @Override
    public void close() {
        stopping.countDown();
        KafkaConsumer<Fetched, Fetched> running = consumer;
        if (running != null) {
            running.wakeup();
        }
        pulse.shutdownNow();
        try {
            if (!thread.join(STOP)) {
                // It waits for something that is away; an insert is whole or not there whenever this comes.
                thread.interrupt();
                if (!thread.join(STOP)) {
                    LOG.warn("ingest did not end; what it was storing will be looked for at the next start");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        if (!until("ClickHouse has its schema", this::migrate)) {
            return;
        }
        var _ = pulse.scheduleWithFixedDelay(this::feelPulse, 0, PULSE.toMillis(), TimeUnit.MILLISECONDS);
        AtomicReference<KafkaClients> made = new AtomicReference<>();
        if (!until("Kafka's name is known", () -> made.set(KafkaClients.open(settings, registry, clock)))) {
            return;
        }
        try (KafkaClients kafka = made.get()) {
            try {
                boolean ready = until("the topics are there", () -> ensureTopics(kafka.admin()))
                        && until("the schema registry answers", () -> register(kafka.deadLetters()));
                if (ready) {
                    ingest(kafka);
                }
            } finally {
                calm();
            }
        }
    }

    /** Nothing is archived after this, and the health page must not look as if it were. */
    private void ended(Throwable failure) {
        LOG.error("archiving ended: restart the service; Kafka keeps what comes meanwhile", failure);
        state.ended(failure);
    }

    private void ingest(KafkaClients kafka) {
        IngestParts parts = new IngestParts(
                clickHouse,
                claims,
                new Positions(clickHouse),
                new TopicIds(clickHouse, kafka.admin()),
                new Intake(registry, clock),
                new Contents(new StoredBodies(clickHouse)),
                kafka.deadLetters(),
                new PartitionEnds(kafka.admin()),
                state,
                inserts);
        consumer = kafka.consumer();
        try {
            new Ingest(kafka.consumer(), parts).run(this::stopped);
        } finally {
            consumer = null;
        }
    }

    /** An interrupt has done its work once we are here, and what closes next is bounded by itself. */
    private static void calm() {
        if (Thread.interrupted()) {
            LOG.debug("interrupted to stop");
        }
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private void migrate() {
        new Migrations(clickHouse).apply();
        state.clickHouseUp();
    }

    private void ensureTopics(Admin admin) {
        settings.topics()
                .ensure(
                        admin,
                        List.of(
                                Topics.EXCHANGES,
                                Topics.PAYLOADS,
                                Topics.SESSIONS,
                                Topics.ACCESS,
                                Topics.APPROVALS,
                                Topics.RISK,
                                Topics.RESCORED,
                                Topics.ALERTS,
                                Topics.CASES,
                                Topics.DEADLETTER));
    }

    private void register(DeadLetters deadLetters) {
        deadLetters.register();
        state.registryUp();
    }

    private void feelPulse() {
        try {
            clickHouse.query("SELECT 1 AS one", Map.of(), row -> row.number("one"));
            state.clickHouseUp();
        } catch (ArchiveException e) {
            state.clickHouseAway(String.valueOf(e.getMessage()));
        }
    }

    /** Tries until it went through; false when the service stops before. */
    private boolean until(String what, Runnable step) {
        for (int failures = 0; !stopped(); failures++) {
            try {
                step.run();
                return true;
            } catch (ArchiveException | RegistryException | KafkaException | TopicsUnavailableException e) {
                state.failed(e);
                LOG.warn("waiting until {}: {}", what, String.valueOf(e.getMessage()));
            } catch (IllegalStateException e) {
                state.clickHouseAway(String.valueOf(e.getMessage()));
                LOG.error("waiting until {}: {}", what, String.valueOf(e.getMessage()));
            }
            sleep(Backoff.after(failures));
        }
        return false;
    }

    private void sleep(Duration time) {
        try {
            if (stopping.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("stopped while waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
