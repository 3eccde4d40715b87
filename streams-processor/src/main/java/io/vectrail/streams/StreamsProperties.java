package io.vectrail.streams;

import io.vectrail.event.Topics;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.streams.engine.BoundedRocksDb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** From the file's settings to Kafka Streams': our defaults, then the operator's, then what promises rest on. */
final class StreamsProperties {

    /** For all clients, for all consumers, for the one that processes, for the producer. */
    private static final List<String> CLIENT_PREFIXES = List.of("", "consumer.", "main.consumer.", "producer.");

    static final String APPLICATION = "vectrail-sessions";

    private StreamsProperties() {}

    /**
     * @param instance stays over restarts, and no two running processes share it
     * @throws ConfigurationException when Kafka Streams refuses a setting
     */
    static StreamsConfig of(StreamsSettings settings, String instance) {
        Map<String, String> operators = new HashMap<>(settings.kafka());
        operators.putAll(settings.streamsOrNone());
        Map<String, Object> all = new HashMap<>(defaults(settings, instance));
        // A default for one client outranks a setting for all of them: where there is one, the default goes.
        all.keySet()
                .removeIf(key -> CLIENT_PREFIXES.stream()
                        .anyMatch(prefix ->
                                operators.containsKey(key.replaceFirst("^(main\\.)?(consumer|producer)\\.", prefix))));
        all.putAll(operators);
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.STATE_DIR_CONFIG, settings.data().resolve("state").toString());
        Properties properties = new Properties();
        properties.putAll(all);
        try {
            return new StreamsConfig(properties);
        } catch (ConfigException e) {
            throw new ConfigurationException("kafka or streams: " + e.getMessage());
        }
    }

    /**
     * Whether a member of the group is one of ours that no thread will be again. A thread that replaces another has a
     * number, and with it a name, of its own, which a new process does not take up.
     *
     * @param member its group.instance.id
     */
    static boolean leftBehind(StreamsConfig config, String member) {
        String first = memberName(config, 1);
        if (first == null || !member.startsWith(first.substring(0, first.length() - 1))) {
            return false;
        }
        return IntStream.rangeClosed(1, config.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG))
                .noneMatch(thread -> member.equals(memberName(config, thread)));
    }

    private static @Nullable String memberName(StreamsConfig config, int thread) {
        return (String) config.getMainConsumerConfigs(APPLICATION, APPLICATION, thread)
                .get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    }

    private static Map<String, Object> defaults(StreamsSettings settings, String instance) {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        // A session is to be seen within two seconds, the archive's share included.
        defaults.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
        defaults.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 4L << 20);
        defaults.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        short copies = settings.topics().replicationFactor();
        defaults.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) copies);
        defaults.put(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), copies >= 3 ? "2" : "1");
        // An exchange may be as large as two inline bodies; these bound what waits in memory undecoded.
        defaults.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 64);
        defaults.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 64);
        defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 8 << 20);
        // The same folder comes back as the same member: a restart, even after a crash, waits for no timeout.
        defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
        defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 15_000);
        // A dead letter holds a whole record and more.
        defaults.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 2 * Topics.MAX_MESSAGE_BYTES);
        defaults.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        return defaults;
    }
}
