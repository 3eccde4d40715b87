package io.vectrail.replay.config;

import io.vectrail.event.EdgeStatus;
import io.vectrail.event.EventSerde;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.event.UndecodableEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what edges say of themselves from {@code vectrail.edges}, from its beginning. For one thread. */
final class EdgeStatuses implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeStatuses.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** An edge that was not heard of for so long is not spoken of any more. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private static final int MOST_EDGES = 1000;

    private final String document;
    private final EventSerde<EdgeStatus> serde;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, EdgeStatus> latest = new TreeMap<>();

    EdgeStatuses(String document, Map<String, String> kafka, SchemaRegistry registry) {
        this.document = document;
        this.serde = new EventSerde<>(Topics.EDGES, registry);
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.EDGES.name(), PATIENCE).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The latest of each edge that follows the document, by name. Reads what has come, and does not wait. */
    Collection<EdgeStatus> latest(Instant now) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ZERO)) {
            take(record);
        }
        latest.values().removeIf(status -> status.getAt().plus(FORGOTTEN).isBefore(now));
        return List.copyOf(latest.values());
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            EdgeStatus status = serde.read(record.value());
            boolean known = latest.containsKey(status.getEdge());
            if (status.getDocument().equals(document) && (known || latest.size() < MOST_EDGES)) {
                latest.put(status.getEdge(), status);
            }
        } catch (UndecodableEventException e) {
            LOG.error(
                    "the record at {}-{} offset {} is no edge's: it is passed over; see who may write there",
                    record.topic(),
                    record.partition(),
                    record.offset());
        }
    }

    /** At once, since a consumer without a group leaves nothing behind. */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
