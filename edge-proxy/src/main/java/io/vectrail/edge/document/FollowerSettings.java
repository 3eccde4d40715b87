package io.vectrail.edge.document;

import io.vectrail.event.RegistrySettings;
import io.vectrail.event.TopicLayout;
import java.util.Map;

/**
 * How an edge follows its document.
 *
 * @param edge the edge's name: its key on vectrail.edges
 * @param document the document's name: its key on vectrail.config
 * @param kafka goes to Kafka's clients unchanged
 */
public record FollowerSettings(
        String edge, String document, Map<String, String> kafka, RegistrySettings registry, TopicLayout topics) {

    public FollowerSettings {
        kafka = Map.copyOf(kafka);
    }

    /** Without the settings of Kafka's clients, which may hold passwords. */
    @Override
    public String toString() {
        return "FollowerSettings[edge=" + edge + ", document=" + document + "]";
    }
}
