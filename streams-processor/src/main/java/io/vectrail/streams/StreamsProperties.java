package io.vectrail.streams;

import io.vectrail.event.Topics;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.streams.engine.BoundedRocksDb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** From the file's settings to Kafka Streams': our defaults, then the operator's, then what promises rest on. */
final class StreamsProperties {

    /** For all clients, for all consumers, for the one that processes, for the producer. */
    private static final List<String> CLIENT_PREFIXES = List.of("", "consumer.", "main.consumer.", "producer.");

    static final String APPLICATION = "vectrail-sessions";

    private StreamsProperties() {}

    /** @throws ConfigurationException when Kafka Streams refuses a setting */
    static StreamsConfig of(StreamsSettings settings) {
        return of(settings, APPLICATION);
    }

    /**
     * For a topology beside the usual ones.
     *
     * @param application names its group, its changelogs and its folder
     * @throws ConfigurationException when Kafka Streams refuses a setting
     */
    static StreamsConfig of(StreamsSettings settings, String application) {
        Map<String, String> operators = new HashMap<>(settings.kafka());
        operators.putAll(settings.streamsOrNone());
        Map<String, Object> all = new HashMap<>(defaults(settings));
        // A default for one client outranks a setting for all of them: where there is one, the default goes.
        all.keySet()
                .removeIf(key -> CLIENT_PREFIXES.stream()
                        .anyMatch(prefix ->
                                operators.containsKey(key.replaceFirst("^(main\\.)?(consumer|producer)\\.", prefix))));
        all.putAll(operators);
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
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

    private static Map<String, Object> defaults(StreamsSettings settings) {
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
        // So long nothing is processed after a kill, until the group has missed the member that was.
        defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        // A dead letter holds a whole record and more.
        defaults.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 2 * Topics.MAX_MESSAGE_BYTES);
        defaults.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        return defaults;
    }
}
