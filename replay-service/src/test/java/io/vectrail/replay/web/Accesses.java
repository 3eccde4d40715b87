package io.vectrail.replay.web;

import io.vectrail.event.AccessEvent;
import io.vectrail.event.EventSerde;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.replay.Engines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Who did what, as Kafka has it. */
final class Accesses {

    private Accesses() {}

    /** All that is committed, of every test that uses the engines. */
    static List<AccessEvent> published() {
        List<AccessEvent> events = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", Engines.shared().bootstrap(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        try (SchemaRegistry registry =
                        new SchemaRegistry(RegistrySettings.at(Engines.shared().registryUrl()));
                KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            EventSerde<AccessEvent> serde = new EventSerde<>(Topics.ACCESS, registry);
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.ACCESS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> events.add(serde.read(record.value())));
            }
        }
        return events;
    }
}
