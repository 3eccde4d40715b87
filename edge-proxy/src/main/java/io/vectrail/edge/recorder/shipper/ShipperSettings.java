package io.vectrail.edge.recorder.shipper;

import io.vectrail.event.RegistrySettings;
import io.vectrail.event.TopicLayout;
import java.util.Map;

/**
 * Where the shipper ships to.
 *
 * @param edge the edge's name: its transactional id and its key on vectrail.shipped
 * @param kafka goes to Kafka's clients unchanged
 */
public record ShipperSettings(String edge, Map<String, String> kafka, RegistrySettings registry, TopicLayout topics) {

    public ShipperSettings {
        kafka = Map.copyOf(kafka);
    }

    @Override
    public String toString() {
        return "ShipperSettings[edge=" + edge + "]";
    }
}
