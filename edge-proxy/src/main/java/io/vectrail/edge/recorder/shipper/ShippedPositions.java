package io.vectrail.edge.recorder.shipper;

import io.vectrail.event.EventSerde;
import io.vectrail.event.ShippedPosition;
import io.vectrail.event.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
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
            Map<TopicPartition, Long> ends = ends(kafka, partitions);
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

    /**
     * Where the partitions really end. A reader of committed records is told of an earlier end while another edge's
     * transaction is open, and our own last position may lie behind it.
     */
    private static Map<TopicPartition, Long> ends(Map<String, String> kafka, List<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka))) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking where " + Topics.SHIPPED.name() + " ends", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(Topics.SHIPPED.name() + " cannot be read", e);
        }
    }
}
