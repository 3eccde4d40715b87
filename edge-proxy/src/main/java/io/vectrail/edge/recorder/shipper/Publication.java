package io.vectrail.edge.recorder.shipper;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.EventSerde;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.ShippedPosition;
import io.vectrail.event.Topic;
import io.vectrail.event.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Kafka, good until its first failure: topics ensured, schemas registered, an open transactional
 * producer. After a failure it is closed and a new one begins from what Kafka has committed.
 */
final class Publication implements AutoCloseable {

    /** Above this an event's bodies leave it even when each is small enough alone: other fields take room too. */
    private static final int MOST_EVENT_BYTES = 900_000;

    private static final int HEAD_BYTES = 2048;
    private static final List<Topic<?>> WRITTEN = List.of(Topics.EXCHANGES, Topics.PAYLOADS, Topics.SHIPPED);

    private final String edge;
    private final SchemaRegistry registry;
    private final EventSerde<AuditExchange> exchanges;
    private final EventSerde<PayloadChunk> payloads;
    private final EventSerde<ShippedPosition> positions;
    private final KafkaProducer<String, byte[]> producer;
    private final @Nullable ShippedPosition start;

    private Publication(ShipperSettings settings, SchemaRegistry registry) {
        this.edge = settings.edge();
        this.registry = registry;
        this.exchanges = registered(Topics.EXCHANGES);
        this.payloads = registered(Topics.PAYLOADS);
        this.positions = registered(Topics.SHIPPED);
        this.producer =
                new KafkaProducer<>(producerSettings(settings), new StringSerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            this.start = ShippedPositions.last(edge, settings.kafka(), positions);
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** Blocks until Kafka and the registry answered, or fails. */
    static Publication open(ShipperSettings settings) {
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(settings.kafka()))) {
            settings.topics().ensure(admin, WRITTEN);
        }
        SchemaRegistry registry = new SchemaRegistry(Objects.requireNonNull(settings.registry()));
        try {
            return new Publication(settings, registry);
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    /** What Kafka had committed for this edge when the connection was opened. */
    @Nullable
    ShippedPosition start() {
        return start;
    }

    void begin() {
        producer.beginTransaction();
    }

    /** Sends one exchange, its chunks first, and returns the chain after it. */
    Chain send(AuditExchange event, Chain chain) {
        String subject = event.getCaller().getSubject();
        List<PayloadChunk> chunks = Chunks.takeOut(event, Topics.INLINE_BYTES);
        Chain.Link link = chain.append(event, HEAD_BYTES + inlineBytes(event));
        if (link.binary().length > MOST_EVENT_BYTES) {
            chunks.addAll(Chunks.takeOut(event, 0));
            link = chain.append(event, HEAD_BYTES);
        }
        for (PayloadChunk chunk : chunks) {
            send(Topics.PAYLOADS, subject, payloads.framed(payloads.binary(chunk)));
        }
        send(Topics.EXCHANGES, subject, exchanges.framed(link.binary()));
        return link.after();
    }

    /** Commits everything sent since {@link #begin}, together with this position. */
    void commit(ShippedPosition position) {
        send(Topics.SHIPPED, edge, positions.framed(positions.binary(position)));
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        registry.close();
    }

    /** A send's failure surfaces at the commit, which fails with it. */
    private void send(Topic<?> topic, String key, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(topic.name(), key, value));
    }

    private <T extends SpecificRecord> EventSerde<T> registered(Topic<T> topic) {
        EventSerde<T> serde = new EventSerde<>(topic, registry);
        serde.schemaId();
        return serde;
    }

    private static int inlineBytes(AuditExchange event) {
        int request = length(event.getRequest().getBody().getContent());
        return event.getResponse() == null
                ? request
                : request + length(event.getResponse().getBody().getContent());
    }

    private static int length(@Nullable ByteBuffer content) {
        return content == null ? 0 : content.remaining();
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
