package io.vectrail.edge;

import io.vectrail.event.EdgeStatus;
import io.vectrail.event.EventSerde;
import io.vectrail.event.GatewayDocument;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.TopicLayout;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.Registry;
import io.vectrail.runtime.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes revisions of one document as the replay service does, and reads what edges say of themselves. */
final class PublishedDocuments implements AutoCloseable {

    private static final TopicLayout LAYOUT = new TopicLayout(2, (short) 1);

    private final String name;
    private final SchemaRegistry registry =
            new SchemaRegistry(RegistrySettings.at(Registry.shared().url()));
    private final EventSerde<GatewayDocument> documents = new EventSerde<>(Topics.CONFIG, registry);
    private final EventSerde<EdgeStatus> statuses = new EventSerde<>(Topics.EDGES, registry);
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", Broker.shared().bootstrap(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
    private long revision;

    /** The topic is there from now on, whether an edge has started yet or not. */
    PublishedDocuments(String name) {
        this.name = name;
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Broker.shared().bootstrap()))) {
            LAYOUT.ensure(admin, List.of(Topics.CONFIG));
        }
    }

    /** Its hash. */
    String publish(String text) {
        return publish(text, false);
    }

    String publishInShadow(String text) {
        return publish(text, true);
    }

    private String publish(String text, boolean shadow) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        String hash = Sha256.hex(content);
        revision++;
        send(documents.framed(documents.binary(new GatewayDocument(
                name, revision, hash, ByteBuffer.wrap(content), shadow, "", "paula", Instant.now(), ""))));
        return hash;
    }

    /** Whatever bytes, under the document's name. */
    void send(byte[] value) {
        try {
            producer.send(new ProducerRecord<>(Topics.CONFIG.name(), name, value))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What this edge said, in its order. */
    List<EdgeStatus> saidBy(String edge) {
        List<EdgeStatus> said = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Broker.shared().bootstrap()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.EDGES.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (edge.equals(record.key())) {
                        said.add(statuses.read(record.value()));
                    }
                });
            }
        }
        return said;
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
    }
}
