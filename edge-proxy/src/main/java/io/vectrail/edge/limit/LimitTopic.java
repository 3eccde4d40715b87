package io.vectrail.edge.limit;

import io.vectrail.event.EventSerde;
import io.vectrail.event.LimitUsage;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.event.UndecodableEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A connection to {@code vectrail.limits}, good until its first failure. Used by one thread. */
final class LimitTopic implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long whoever closes it waits: for what was told last to arrive, and for the fetch under way. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private static final String NAME = Topics.LIMITS.name();

    private final SchemaRegistry registry;
    private final EventSerde<LimitUsage> serde;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** Known once it is open. */
    private List<TopicPartition> partitions = List.of();

    private LimitTopic(SharingSettings settings, SchemaRegistry registry) {
        this.registry = registry;
        this.serde = new EventSerde<>(Topics.LIMITS, registry);
        serde.schemaId();
        this.producer =
                new KafkaProducer<>(producerSettings(settings), new StringSerializer(), new ByteArraySerializer());
        this.consumer =
                new KafkaConsumer<>(consumerSettings(settings), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Blocks until Kafka and the registry answered, or fails.
     *
     * @param read how far each partition was read before; others are read from an instant on
     */
    static LimitTopic open(SharingSettings settings, Map<TopicPartition, Long> read, Instant from) {
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(settings.kafka()))) {
            settings.topics().ensure(admin, List.of(Topics.LIMITS));
        }
        SchemaRegistry registry = new SchemaRegistry(settings.registry());
        LimitTopic topic;
        try {
            topic = new LimitTopic(settings, registry);
        } catch (RuntimeException | Error e) {
            registry.close();
            throw e;
        }
        try {
            topic.seek(read, from);
            return topic;
        } catch (RuntimeException | Error e) {
            topic.close();
            throw e;
        }
    }

    private void seek(Map<TopicPartition, Long> read, Instant from) {
        // Not when it is made: where Kafka does not answer here, both clients are closed.
        partitions = producer.partitionsFor(NAME).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> begins = consumer.offsetsForTimes(times, PATIENCE);
        for (TopicPartition partition : partitions) {
            Long before = read.get(partition);
            OffsetAndTimestamp begin = begins.get(partition);
            if (before != null) {
                consumer.seek(partition, before);
            } else if (begin != null) {
                consumer.seek(partition, begin.offset());
            } else {
                consumer.seekToEnd(List.of(partition));
            }
        }
    }

    /** Where the partitions end now. */
    Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions, PATIENCE);
    }

    /** How far each partition is read. */
    Map<TopicPartition, Long> read() {
        Map<TopicPartition, Long> read = new HashMap<>();
        partitions.forEach(partition -> read.put(partition, consumer.position(partition, PATIENCE)));
        return read;
    }

    /**
     * Hands on what has come; waits a while where nothing has.
     *
     * @return how many records no edge wrote
     */
    int hear(Duration wait, Consumer<LimitUsage> listener) {
        int foreign = 0;
        for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
            try {
                if (record.value() != null) {
                    listener.accept(serde.read(record.value()));
                }
            } catch (UndecodableEventException e) {
                foreign++;
            }
        }
        return foreign;
    }

    /** Sends; that it did not arrive is known later, see {@link #check}. */
    void tell(String key, LimitUsage usage) {
        var _ = producer.send(
                new ProducerRecord<>(NAME, key, serde.framed(serde.binary(usage))),
                (metadata, failed) -> failure.compareAndSet(null, failed));
    }

    /** @throws KafkaException when something that was sent did not arrive, or there are other partitions now */
    void check() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("what was sent to " + NAME + " did not arrive", failed);
        }
        if (producer.partitionsFor(NAME).size() != partitions.size()) {
            throw new KafkaException(NAME + " has other partitions now");
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
        consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
        registry.close();
    }

    private static Map<String, Object> consumerSettings(SharingSettings settings) {
        Map<String, Object> consumer = new HashMap<>(settings.kafka());
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // What is no longer there was told long ago.
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "200");
        consumer.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(4 << 20));
        consumer.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return consumer;
    }

    private static Map<String, Object> producerSettings(SharingSettings settings) {
        Map<String, Object> producer = new HashMap<>();
        producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        producer.put(ProducerConfig.LINGER_MS_CONFIG, "20");
        producer.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(8L << 20));
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "8000");
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "12000");
        producer.putAll(settings.kafka());
        // Of one counter the latest word counts: none may overtake another.
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        return producer;
    }
}
