package io.vectrail.edge.key;

import io.vectrail.event.RegistrySettings;
import io.vectrail.event.TopicLayout;
import java.util.Map;

/**
 * How an edge follows the keys.
 *
 * @param kafka goes to Kafka's clients unchanged
 */
public record KeySettings(Map<String, String> kafka, RegistrySettings registry, TopicLayout topics) {

    public KeySettings {
        kafka = Map.copyOf(kafka);
    }

    /** Without the settings of Kafka's clients, which may hold passwords. */
    @Override
    public String toString() {
        return "KeySettings[]";
    }
}
