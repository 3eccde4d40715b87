package io.vectrail.edge;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.EventSerde;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topic;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** What one edge has published, as a reader of committed records sees it. */
final class PublishedEvents {

    private PublishedEvents() {}

    /** Waits until the edge has published this many exchanges, and returns them in the order of their chain. */
    static List<AuditExchange> of(String edge, int count) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> exchanges(edge), found -> found.size() >= count);
    }

    static List<AuditExchange> exchanges(String edge) {
        return read(Topics.EXCHANGES).stream()
                .filter(event -> event.getEdge().equals(edge))
                .sorted(Comparator.comparingLong(AuditExchange::getSequence))
                .toList();
    }

    /** Waits until this exchange is published. */
    static AuditExchange exchange(String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> read(Topics.EXCHANGES).stream()
                                .filter(event -> event.getId().equals(id))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    static List<PayloadChunk> chunks(String exchange) {
        return read(Topics.PAYLOADS).stream()
                .filter(chunk -> chunk.getExchangeId().equals(exchange))
                .toList();
    }

    private static <T extends SpecificRecord> List<T> read(Topic<T> topic) {
        try (SchemaRegistry registry =
                        new SchemaRegistry(RegistrySettings.at(Registry.shared().url()));
                KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                Broker.shared().bootstrap(),
                                "isolation.level",
                                "read_committed",
                                "auto.offset.reset",
                                "earliest",
                                // Closing waits for the fetch under way, which would wait for what is not there yet.
                                "fetch.max.wait.ms",
                                "10"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().getOrDefault(topic.name(), List.of()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            EventSerde<T> serde = new EventSerde<>(topic, registry);
            List<T> events = new ArrayList<>();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    events.add(serde.read(record.value()));
                }
            }
            return events;
        }
    }
}
