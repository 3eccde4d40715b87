package io.vectrail.streams;

import io.vectrail.event.RegistrySettings;
import io.vectrail.event.TopicLayout;
import io.vectrail.runtime.config.Address;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * streams.yaml.
 *
 * @param admin where health and metrics are served
 * @param data folder for state; nothing in it is lost for good when it is lost, but restoring takes time
 * @param kafka settings of every Kafka client, under Kafka's own names
 * @param registry the schema registry
 * @param topics how topics are made that do not exist yet
 * @param streams Kafka Streams' own settings, under its names; null: none
 */
record StreamsSettings(
        Address admin,
        Path data,
        Map<String, String> kafka,
        RegistrySettings registry,
        TopicLayout topics,
        @Nullable Map<String, String> streams) {

    /** Promises of this program rest on these. */
    private static final Map<String, String> NOT_TO_SET = Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG, "it names the state and the position in the topics",
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "it is always exactly_once_v2",
            StreamsConfig.STATE_DIR_CONFIG, "set data",
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "set kafka.bootstrap.servers");

    StreamsSettings {
        present(admin, "admin");
        present(data, "data");
        present(kafka, "kafka");
        present(registry, "registry");
        present(topics, "topics");
        kafka = Map.copyOf(kafka);
        streams = streams == null ? Map.of() : Map.copyOf(streams);
        if (kafka.getOrDefault(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "").isBlank()) {
            throw new IllegalArgumentException("kafka.bootstrap.servers is missing; name host:port of a broker");
        }
        for (String key : new TreeSet<>(streams.keySet())) {
            if (NOT_TO_SET.containsKey(key)) {
                throw new IllegalArgumentException(
                        "streams." + key + " cannot be set: " + NOT_TO_SET.get(key) + "; remove it");
            }
        }
    }

    Map<String, String> streamsOrNone() {
        return Objects.requireNonNullElse(streams, Map.of());
    }

    /** Client settings may hold passwords. */
    @Override
    public String toString() {
        return "StreamsSettings[admin=" + admin + ", data=" + data + ", registry=" + registry + ", topics=" + topics
                + "]";
    }

    private static void present(@Nullable Object value, String key) {
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
    }
}
