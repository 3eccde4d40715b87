package io.vectrail.edge.limit;

import io.vectrail.event.RegistrySettings;
import io.vectrail.event.TopicLayout;
import java.util.Map;

/**
 * Where counts are shared.
 *
 * @param edge the edge's name; each edge has one of its own
 * @param kafka goes to Kafka's clients unchanged
 */
public record SharingSettings(String edge, Map<String, String> kafka, RegistrySettings registry, TopicLayout topics) {

    public SharingSettings {
        kafka = Map.copyOf(kafka);
    }

    @Override
    public String toString() {
        return "SharingSettings[edge=" + edge + "]";
    }
}
