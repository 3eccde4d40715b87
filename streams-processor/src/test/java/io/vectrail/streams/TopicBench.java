package io.vectrail.streams;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.AuditSession;
import io.vectrail.event.EventSerde;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topic;
import io.vectrail.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes exchanges as an edge does and reads what comes of them as compliance does: committed records only. */
final class TopicBench implements AutoCloseable {

    static final int PARTITIONS = 4;

    private final SchemaRegistry registry;
    private final EventSerde<AuditExchange> exchanges;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Object> consumerSettings;

    TopicBench(String bootstrap, String registryUrl) {
        registry = new SchemaRegistry(RegistrySettings.at(registryUrl));
        exchanges = new EventSerde<>(Topics.EXCHANGES, registry);
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "acks", "all",
                        "linger.ms", "1",
                        "compression.type", "zstd",
                        "max.request.size", Integer.toString(8 << 20)),
                new StringSerializer(),
                new ByteArraySerializer());
        // Closing waits for the fetch under way, which would wait for what is not there yet.
        consumerSettings =
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed", "fetch.max.wait.ms", "20");
    }

    void send(AuditExchange exchange) {
        sendRaw(exchange.getCaller().getSubject(), exchanges.framed(exchanges.binary(exchange)));
    }

    void sendRaw(String key, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(Topics.EXCHANGES.name(), key, value));
    }

    <T extends SpecificRecord> void send(Topic<T> topic, String key, T value) {
        EventSerde<T> serde = new EventSerde<>(topic, registry);
        var _ = producer.send(new ProducerRecord<>(topic.name(), key, serde.framed(serde.binary(value))));
    }

    /** Waits until everything that was sent is acknowledged. */
    void flush() {
        producer.flush();
    }

    /** A reader of all of a topic from its start; each poll gives what is new. */
    <T extends SpecificRecord> Reader<T> read(Topic<T> topic) {
        return new Reader<>(topic);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        registry.close();
    }

    /** One record as it was read; the value is null for a tombstone. */
    record Seen<T>(ConsumerRecord<String, byte[]> record, T value) {}

    final class Reader<T extends SpecificRecord> implements AutoCloseable {

        private final KafkaConsumer<String, byte[]> consumer;
        private final EventSerde<T> serde;

        private Reader(Topic<T> topic) {
            serde = new EventSerde<>(topic, registry);
            consumer = new KafkaConsumer<>(consumerSettings, new StringDeserializer(), new ByteArrayDeserializer());
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        List<Seen<T>> poll() {
            List<Seen<T>> seen = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                seen.add(new Seen<>(record, serde.deserializer().deserialize(record.topic(), record.value())));
            }
            return seen;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<AuditSession> sessionsOf(String subject, List<Seen<AuditSession>> seen) {
        return seen.stream()
                .filter(one -> one.value() != null && one.value().getSubject().equals(subject))
                .map(Seen::value)
                .toList();
    }

    static List<Long> countsOf(String subject, List<AuditSession> sessions) {
        return sessions.stream()
                .filter(session -> session.getSubject().equals(subject))
                .map(AuditSession::getExchanges)
                .toList();
    }
}
