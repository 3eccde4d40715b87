package io.vectrail.streams.rescore;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks whether a part of a partition has records. */
final class FirstRecord implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param kafka goes to Kafka's client unchanged */
    FirstRecord(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Whether a committed record stands from one offset on and before another.
     *
     * @throws KafkaException when Kafka does not answer
     */
    boolean isWithin(TopicPartition partition, long from, long to) {
        if (from >= to) {
            return false;
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition, PATIENCE) < to) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LOOK)) {
                return record.offset() < to;
            }
            if (System.nanoTime() > until) {
                throw new KafkaException(partition + " cannot be read within " + PATIENCE);
            }
        }
        return false;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
