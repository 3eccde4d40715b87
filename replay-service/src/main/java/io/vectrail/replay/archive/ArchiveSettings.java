package io.vectrail.replay.archive;

import io.vectrail.event.TopicLayout;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.RangeAssignor;

/**
 * Where the archive reads.
 *
 * @param kafka passed to Kafka's clients, but for what exactness rests on
 * @param topics how missing topics are laid out
 */
public record ArchiveSettings(Map<String, String> kafka, TopicLayout topics) {

    private static final String GROUP = "vectrail-archive";
    private static final int FETCH_BYTES = 16 << 20;
    private static final int PARTITION_BYTES = 4 << 20;

    /** Each may have {@link Fetched#MOST_BYTES}, 2 MiB; a poll costs little when records are at hand. */
    private static final int POLL_RECORDS = 32;

    private static final int BATCH_BYTES = 256 << 10;
    private static final int BATCH_MILLIS = 300;
    private static final int POLL_MILLIS = 300_000;
    private static final int SESSION_MILLIS = 10_000;

    public ArchiveSettings {
        kafka = Map.copyOf(kafka);
    }

    /** Kafka's settings may hold passwords. */
    @Override
    public String toString() {
        return "ArchiveSettings[topics=" + topics + "]";
    }

    /** What exactness rests on is ours to say, whatever passes through. */
    Map<String, Object> consumer() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putIfAbsent(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 4);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // Partitions of the same number go to the same consumer where topics have as many: an exchange's chunks are
        // read where it is.
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_MILLIS);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_BYTES);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, BATCH_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, BATCH_MILLIS);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }
}
