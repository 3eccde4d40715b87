package io.vectrail.edge.approval;

import io.vectrail.event.RegistrySettings;
import io.vectrail.event.TopicLayout;
import java.util.Map;

/**
 * How an edge follows the approvals.
 *
 * @param kafka goes to Kafka's clients unchanged
 */
public record ApprovalSettings(Map<String, String> kafka, RegistrySettings registry, TopicLayout topics) {

    public ApprovalSettings {
        kafka = Map.copyOf(kafka);
    }

    /** Without the settings of Kafka's clients, which may hold passwords. */
    @Override
    public String toString() {
        return "ApprovalSettings[]";
    }
}
