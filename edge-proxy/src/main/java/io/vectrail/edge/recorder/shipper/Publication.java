package io.vectrail.edge.recorder.shipper;

import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.ShippedPosition;
import io.vectrail.event.Topic;
import io.vectrail.event.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to Kafka, good until its first failure that is no refusal of a single record: topics ensured, schemas
 * registered, an open transactional producer. After a failure it is closed and a new one begins from what Kafka has committed.
 */
final class Publication implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final List<Topic<?>> WRITTEN =
            List.of(Topics.EXCHANGES, Topics.PAYLOADS, Topics.SHIPPED, Topics.APPROVALS);

    private final String edge;
    private final SchemaRegistry registry;
    private final Milestones milestones;
    private final Formats formats;
    private final KafkaProducer<String, byte[]> producer;

    /**
     * For what edges and people wait for. Without transactions: one that an edge leaves open when it is killed would keep all who read committed
     * records from the decisions behind it, until Kafka gives up on it.
     */
    private final KafkaProducer<String, byte[]> approvals;

    private final Duration transactionTimeout;
    private final int positionPartition;
    private final @Nullable ShippedPosition start;
    private final boolean shadowed;

    /** Where an earlier position is to be taken back, as soon as there is one in the edge's own partition; or null. */
    private @Nullable Integer formerPartition;

    private Publication(
            ShipperSettings settings,
            SchemaRegistry registry,
            Consumer<@Nullable ShippedPosition> guard,
            Milestones milestones) {
        this.edge = settings.edge();
        this.registry = registry;
        this.milestones = milestones;
        this.formats = Formats.registered(registry);
        // Before the producer fences whoever ships under this name now.
        guard.accept(ShippedPositions.lastStable(edge, settings.kafka(), formats.positions()));
        Map<String, Object> client = producerSettings(settings);
        this.producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
        try {
            this.approvals =
                    new KafkaProducer<>(untransacted(client), new StringSerializer(), new ByteArraySerializer());
        } catch (RuntimeException | Error e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        try {
            this.transactionTimeout = Duration.ofMillis(
                    Long.parseLong(String.valueOf(client.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG))
                            .strip()));
            producer.initTransactions();
            this.positionPartition = KeyPartition.of(
                    edge, producer.partitionsFor(Topics.SHIPPED.name()).size());
            ShippedPositions.Found found = ShippedPositions.last(edge, settings.kafka(), formats.positions());
            this.start = found == null ? null : found.position();
            this.shadowed = found != null && found.shadowed();
            this.formerPartition = found == null || found.partition() == positionPartition ? null : found.partition();
        } catch (RuntimeException | Error e) {
            producer.close(Duration.ZERO);
            approvals.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Blocks until Kafka and the registry answered, or fails.
     *
     * @param guard throws when this edge must not ship after that position
     */
    static Publication open(
            ShipperSettings settings, Consumer<@Nullable ShippedPosition> guard, Milestones milestones) {
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(settings.kafka()))) {
            settings.topics().ensure(admin, WRITTEN);
        }
        SchemaRegistry registry = new SchemaRegistry(settings.registry());
        try {
            return new Publication(settings, registry, guard, milestones);
        } catch (RuntimeException | Error e) {
            registry.close();
            throw e;
        }
    }

    /** What Kafka had committed for this edge when the connection was opened. */
    @Nullable
    ShippedPosition start() {
        return start;
    }

    /** Whether that position is to be committed anew, since it would not be kept. */
    boolean isShadowed() {
        return shadowed;
    }

    Formats formats() {
        return formats;
    }

    /**
     * Publishes these exchanges and the position after them in one transaction.
     *
     * @return bytes sent, before compression
     * @throws RefusedException when Kafka refuses a record for good: nothing was published, but for what approvals are told, which is sent
     *     before and may be told again
     * @throws IOException when a parcel cannot be read: this connection must be closed
     * @throws RuntimeException when anything else fails: this connection must be closed
     */
    long publish(List<? extends Parcel> parcels, ShippedPosition position) throws RefusedException, IOException {
        Refusals refusals = new Refusals();
        long began = System.nanoTime();
        try {
            producer.beginTransaction();
            int partitions = partitions();
            Breath breath = new Breath();
            long bytes = 0;
            for (Parcel parcel : parcels) {
                breath.next();
                bytes += send(parcel, partitions, refusals);
            }
            told(refusals);
            send(positionPartition, formats.position(position));
            if (formerPartition != null) {
                send(formerPartition, null);
            }
            milestones.reached(Milestones.Point.SENT);
            producer.commitTransaction();
            formerPartition = null;
            milestones.reached(Milestones.Point.COMMITTED);
            return bytes;
        } catch (KafkaException e) {
            RefusedException refused = refusals.first();
            if (System.nanoTime() - began >= transactionTimeout.toNanos() && Verdict.isNoLongerOurs(e)) {
                LOG.debug("Kafka's words for it", e);
                throw new SlowTransactionException(transactionTimeout);
            }
            if (refused == null || Verdict.of(e).scope() == Verdict.Scope.ALL) {
                throw e;
            }
            producer.abortTransaction();
            throw refused;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        approvals.close(Duration.ofSeconds(5));
        registry.close();
    }

    /**
     * As many as both topics have: an exchange and its parts lie in partitions of one number, also while one topic got more
     * and the other has not yet. Whoever connects then waits until both have as many.
     */
    private int partitions() {
        return Math.min(
                producer.partitionsFor(Topics.EXCHANGES.name()).size(),
                producer.partitionsFor(Topics.PAYLOADS.name()).size());
    }

    private long send(Parcel parcel, int partitions, Refusals refusals) throws IOException {
        long[] bytes = new long[1];
        parcel.eachRecord(outgoing -> {
            if (refusals.any()) {
                throw new KafkaException("a record was refused; the rest of the transaction need not be sent");
            }
            bytes[0] += outgoing.value().length;
            boolean approval = outgoing.topic().equals(Topics.APPROVALS.name());
            int partition = KeyPartition.of(
                    outgoing.key(),
                    approval ? approvals.partitionsFor(outgoing.topic()).size() : partitions);
            // A failure surfaces at the commit, or before it, and fails it.
            var _ = (approval ? approvals : producer)
                    .send(
                            new ProducerRecord<>(outgoing.topic(), partition, outgoing.key(), outgoing.value()),
                            (metadata, failure) -> refusals.note(parcel.sequence(), failure, approval));
        });
        return bytes[0];
    }

    /** What approvals are told of is told before the position says so: a crash in between tells it again. */
    private void told(Refusals refusals) {
        approvals.flush();
        RuntimeException failure = refusals.untold();
        if (failure != null) {
            throw failure;
        }
    }

    private void send(int partition, byte @Nullable [] position) {
        var _ = producer.send(new ProducerRecord<>(Topics.SHIPPED.name(), partition, edge, position));
    }

    private static Map<String, Object> untransacted(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        settings.remove(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(4L << 20));
        return settings;
    }

    private static Map<String, Object> producerSettings(ShipperSettings settings) {
        Map<String, Object> producer = new HashMap<>();
        producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        producer.put(ProducerConfig.BATCH_SIZE_CONFIG, "262144");
        producer.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        producer.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(48L << 20));
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "8000");
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "12000");
        // Short, so that readers of committed records never wait long for an edge that died.
        producer.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "15000");
        producer.putAll(settings.kafka());
        // What the recorder's promise rests on is nobody's to set.
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "vectrail-edge-" + settings.edge());
        return producer;
    }
}
