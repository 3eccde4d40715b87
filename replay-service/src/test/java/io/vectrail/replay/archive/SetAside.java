package io.vectrail.replay.archive;

import io.vectrail.event.DeadLetter;
import io.vectrail.event.EventSerde;
import io.vectrail.event.Topics;
import io.vectrail.replay.Engines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What was set aside by now. */
public final class SetAside {

    private SetAside() {}

    /** By key: the topic, the partition and the offset of what could not be stored. */
    public static Map<String, List<DeadLetter>> byKey(Engines engines) {
        EventSerde<DeadLetter> serde = new EventSerde<>(Topics.DEADLETTER, engines.registry());
        Map<String, List<DeadLetter>> letters = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", engines.bootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEADLETTER.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> letters.computeIfAbsent(
                                        new String(record.key(), StandardCharsets.UTF_8), fresh -> new ArrayList<>())
                                .add(serde.read(record.value())));
            }
        }
        return letters;
    }
}
