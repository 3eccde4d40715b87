package io.vectrail.document;

import io.vectrail.policy.rule.RuleSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway does, as one immutable snapshot.
 *
 * @param hash SHA-256 of the document's bytes, lower-case hex; stands in every record
 * @param connections by name
 * @param rules its policies, and what finds what they look for
 */
public record CheckedDocument(String hash, Map<String, Connection> connections, RuleSet rules) {

    public CheckedDocument {
        connections = Map.copyOf(connections);
    }

    /** The connection of this name, or null. */
    public @Nullable Connection connection(String name) {
        return connections.get(name);
    }
}
