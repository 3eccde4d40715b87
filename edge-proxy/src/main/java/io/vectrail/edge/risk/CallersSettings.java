package io.vectrail.edge.risk;

import io.vectrail.event.RegistrySettings;
import io.vectrail.event.TopicLayout;
import java.util.Map;

/**
 * How an edge follows the callers' scores.
 *
 * @param kafka goes to Kafka's clients unchanged
 */
public record CallersSettings(Map<String, String> kafka, RegistrySettings registry, TopicLayout topics) {

    public CallersSettings {
        kafka = Map.copyOf(kafka);
    }

    /** Without the settings of Kafka's clients, which may hold passwords. */
    @Override
    public String toString() {
        return "CallersSettings[]";
    }
}
