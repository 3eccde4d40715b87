package io.vectrail.replay.archive;

import io.vectrail.event.Topics;
import io.vectrail.replay.archive.Contents.Found;
import io.vectrail.replay.archive.Intake.Taken;
import io.vectrail.replay.archive.Positions.Resume;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics and stores what they hold. One thread runs it.
 *
 * <pre>
 *   assigned (paused) --position read from the archive--> reading --slice begun--> reading
 *         ^                                                  |
 *         +---------------- any failure ---------------------+
 * </pre>
 *
 * After a failure nothing in memory counts: every partition goes back to be positioned by what the archive holds.
 */
final class Ingest {

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SHORT_POLL = Duration.ofMillis(10);
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** Where somebody waits to hear that nothing is left to be stored. */
    private static final Duration ASKED_LOOK = Duration.ofMillis(250);

    private static final List<String> EXCHANGE_TABLES = List.of("bodies", "inputs", "exchanges", "chain");
    private static final List<String> RISK_TABLES = List.of("risk", "risk_callers");
    private static final Map<String, List<String>> TABLES = Map.of(
            Topics.EXCHANGES.name(), EXCHANGE_TABLES,
            Topics.PAYLOADS.name(), List.of("bodies"),
            Topics.SESSIONS.name(), List.of("sessions"),
            Topics.ACCESS.name(), List.of("access"),
            Topics.APPROVALS.name(), List.of("approvals"),
            Topics.RISK.name(), RISK_TABLES,
            Topics.RESCORED.name(), RISK_TABLES,
            Topics.ALERTS.name(), List.of("alerts"),
            Topics.CASES.name(), List.of("cases"));

    /** Chunks first, so that the exchanges of the same poll find theirs. */
    private static final Comparator<TopicPartition> ORDER = Comparator.comparing(
                    (TopicPartition partition) -> partition.topic().equals(Topics.EXCHANGES.name()))
            .thenComparing(TopicPartition::topic)
            .thenComparingInt(TopicPartition::partition);

    private final Consumer<Fetched, Fetched> consumer;
    private final IngestParts parts;
    private final WaitingPartitions waiting;
    private final StartingPoints starts;
    private final Storing storing;
    private final Map<TopicPartition, Resume> reading = new HashMap<>();
    private final Map<TopicPartition, Long> passed = new HashMap<>();
    private final Pieces pieces = Slice.pieces();
    private Slice slice;
    private long lookedAt = System.nanoTime() - LOOK.toNanos();
    private long takenUpTo;
    private int failures;

    Ingest(Consumer<Fetched, Fetched> consumer, IngestParts parts) {
        this.consumer = consumer;
        this.parts = parts;
        this.waiting = new WaitingPartitions(consumer, parts.ends(), parts.positions()::next);
        this.starts = new StartingPoints(consumer, parts, TABLES);
        this.storing = new Storing(
                new ArchiveWriter(parts.clickHouse(), parts.claims(), parts.state(), parts.inserts()), parts.state());
        this.slice = new Slice(reading, pieces);
    }

    /** Returns when {@code stopping} says so. */
    void run(BooleanSupplier stopping) {
        try (storing) {
            consumer.subscribe(TABLES.keySet(), new Assignment());
            turns(stopping);
        }
    }

    private void turns(BooleanSupplier stopping) {
        while (!stopping.getAsBoolean()) {
            try {
                turn();
                failures = 0;
            } catch (WakeupException e) {
                LOG.debug("woken up to stop");
            } catch (RuntimeException | VirtualMachineError e) {
                // A thread that ended here would leave a service that looks well and archives nothing.
                startOver(e, stopping);
            }
        }
    }

    private void turn() {
        positionNew();
        waiting.release();
        // What waits for the slice before it is not to wait for records besides.
        take(consumer.poll(slice.isEmpty() ? POLL : storing.resting().orElse(SHORT_POLL)));
        if (!storing.busy()) {
            // A failure is told here even when there is nothing more to store.
            storing.settle();
            if (!slice.isEmpty() && storing.resting().isEmpty()) {
                store();
            }
        }
        look();
    }

    private void take(ConsumerRecords<Fetched, Fetched> records) {
        for (TopicPartition partition :
                records.partitions().stream().sorted(ORDER).toList()) {
            for (ConsumerRecord<Fetched, Fetched> record : records.records(partition)) {
                if (!take(record)) {
                    break;
                }
                if (slice.isFull()) {
                    store();
                }
            }
        }
    }

    /** False when the record must wait, and with it what follows in its partition. */
    private boolean take(ConsumerRecord<Fetched, Fetched> record) {
        takenUpTo = record.timestamp();
        switch (parts.intake().read(record)) {
            case Taken.Chunk chunk -> slice.add(chunk.part());
            case Taken.Session session -> slice.add(session.version());
            case Taken.Access access -> slice.add(access.access());
            case Taken.Approval approval -> slice.add(approval.step());
            case Taken.Score score -> slice.add(score.score(), score.counts());
            case Taken.Alert alert -> slice.add(alert.step());
            case Taken.Case step -> slice.add(step.step());
            case Taken.Poison poison -> {
                parts.deadLetters().setAside(record, poison.reason());
                parts.state().setAside();
                LOG.warn("record set aside: {} {}", poison.origin(), poison.reason());
                slice.pass(poison.origin());
            }
            case Taken.Exchange exchange -> {
                return take(exchange);
            }
        }
        return true;
    }

    private boolean take(Taken.Exchange taken) {
        boolean inChunks = Contents.inChunks(taken.exchange());
        if (inChunks && (slice.hasChunks() || storing.hasChunks())) {
            // They are looked for in the archive.
            if (!slice.isEmpty()) {
                store();
            }
            storing.settle();
        }
        long read = inChunks ? waiting.chunksRead(taken.origin().partition()) : 0;
        List<StoredExchange.Input> inputs = switch (parts.contents().of(taken.exchange(), taken.origin())) {
            case Found.Inputs found -> found.inputs();
            case Found.ChunksMissing missing -> {
                if (!waiting.inVain(taken.origin(), read)) {
                    parts.state().waitsForChunks();
                    waiting.hold(taken.origin(), read);
                    yield null;
                }
                parts.state().withoutChunks();
                LOG.error("chunks of an exchange never came: {}", taken.origin());
                yield parts.contents().withoutChunks(taken.exchange(), taken.origin());
            }
        };
        if (inputs == null) {
            return false;
        }
        slice.add(new StoredExchange(taken.origin(), taken.exchange(), taken.hash(), inputs));
        waiting.passed(taken.origin());
        return true;
    }

    private void store() {
        parts.deadLetters().await();
        storing.begin(slice);
        slice = new Slice(reading, pieces);
    }

    private void positionNew() {
        List<TopicPartition> fresh = consumer.assignment().stream()
                .filter(partition -> !reading.containsKey(partition))
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        parts.claims().take(fresh);
        starts.of(fresh).forEach((partition, start) -> {
            consumer.seek(partition, start.from());
            reading.put(partition, start.resume());
            passed.put(partition, start.from());
            consumer.resume(List.of(partition));
            LOG.info(
                    "archiving {} from offset {}; rows beyond it: {}",
                    partition,
                    start.from(),
                    start.resume().stored());
        });
    }

    private void look() {
        Duration apart = parts.state().isAsked() ? ASKED_LOOK : LOOK;
        if (System.nanoTime() - lookedAt < apart.toNanos() && parts.state().kafkaUp()) {
            return;
        }
        lookedAt = System.nanoTime();
        Set<TopicPartition> assigned = consumer.assignment();
        Map<TopicPartition, Long> ends = consumer.endOffsets(assigned, LOOK);
        parts.topicIds().check(reading.keySet());
        passMarkers();
        long lag = (long) slice.records() + storing.records();
        for (TopicPartition partition : reading.keySet()) {
            lag += Math.max(0, ends.getOrDefault(partition, 0L) - consumer.position(partition, LOOK));
        }
        if (!assigned.isEmpty() && reading.keySet().containsAll(assigned)) {
            boolean known = lag > 0 && takenUpTo > 0;
            long age = known ? Math.max(0, System.currentTimeMillis() - takenUpTo) : 0;
            parts.state().behind(lag, Duration.ofMillis(age), assigned.size());
        }
    }

    /**
     * No record tells that reading has come past the end of a transaction. Another instance that waits for chunks which were taken
     * back sees by it that they do not come.
     */
    private void passMarkers() {
        for (TopicPartition partition : reading.keySet()) {
            long at = consumer.position(partition);
            if (partition.topic().equals(Topics.PAYLOADS.name()) && at > passed.getOrDefault(partition, at)) {
                slice.passUpTo(partition, at);
                passed.put(partition, at);
            }
        }
    }

    private void startOver(Throwable cause, BooleanSupplier stopping) {
        failures++;
        parts.state().failed(cause);
        LOG.warn("ingest starts over after failure {}: {}", failures, String.valueOf(cause.getMessage()));
        LOG.debug("cause", cause);
        discard();
        parts.claims().leave(List.copyOf(reading.keySet()));
        reading.clear();
        waiting.clear();
        long until = System.nanoTime() + Backoff.after(failures).toNanos();
        while (!stopping.getAsBoolean() && System.nanoTime() < until) {
            try {
                // Membership goes on meanwhile; nothing is fetched.
                consumer.pause(consumer.assignment());
                consumer.poll(POLL);
            } catch (WakeupException e) {
                return;
            } catch (RuntimeException e) {
                LOG.debug("while waiting", e);
                pause();
            }
        }
    }

    /** Nothing is being stored after this, and what was taken since is forgotten: it will be read again. */
    private void discard() {
        try {
            storing.settle();
        } catch (RuntimeException | VirtualMachineError e) {
            parts.state().failed(e);
        }
        slice = new Slice(reading, pieces);
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Assignment implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            // Any offset will do until the archive has said which: without one the consumer asks for the group's.
            partitions.forEach(partition -> consumer.seek(partition, 0));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Whoever comes next must find all that we are storing; the rest of ours is read again.
            discard();
            reading.clear();
            parts.claims().leave(partitions);
            waiting.forget(partitions);
        }
    }
}
