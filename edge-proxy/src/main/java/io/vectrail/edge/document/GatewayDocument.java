package io.vectrail.edge.document;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway does, as one immutable snapshot.
 *
 * @param hash SHA-256 of the document's bytes, lower-case hex; stands in every record
 * @param connections by name
 * @param rules in the document's order
 */
public record GatewayDocument(String hash, Map<String, Connection> connections, List<Rule> rules) {

    public GatewayDocument {
        connections = Map.copyOf(connections);
        rules = List.copyOf(rules);
    }

    /** The connection of this name, or null. */
    public @Nullable Connection connection(String name) {
        return connections.get(name);
    }
}
