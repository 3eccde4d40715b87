package io.vectrail.edge.recorder.shipper;

import io.vectrail.event.EventSerde;
import io.vectrail.event.ShippedPosition;
import io.vectrail.event.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Finds how far an edge had shipped. Kafka's word counts: the position was committed with the events themselves. */
final class ShippedPositions {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ShippedPositions() {}

    /**
     * The edge's last committed position; null when it never shipped. To be asked after the edge's transactional
     * producer was initialised, so that no transaction of its own is still open.
     */
    static @Nullable ShippedPosition last(String edge, Map<String, String> kafka, EventSerde<ShippedPosition> serde) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.SHIPPED.name(), PATIENCE).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            byte[] last = null;
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException(Topics.SHIPPED.name() + " could not be read within " + PATIENCE);
                }
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    last = edge.equals(record.key()) ? record.value() : last;
                }
            }
            return last == null ? null : serde.read(last);
        }
    }
}
