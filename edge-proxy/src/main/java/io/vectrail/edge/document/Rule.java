package io.vectrail.edge.document;

import io.vectrail.runtime.config.Names;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy of the document: what it finds, it blocks.
 *
 * @param name stands in refusals and records
 * @param connections where it applies; empty: everywhere
 * @param groups to whose callers it applies; empty: to everybody
 * @param detect what it looks for
 * @param shadow evaluated and recorded, never enforced
 */
public record Rule(
        String name, Set<String> connections, Set<String> groups, Set<DetectionType> detect, boolean shadow) {

    public Rule {
        connections = Set.copyOf(connections);
        groups = Set.copyOf(groups);
        detect = Set.copyOf(detect);
    }

    /** Whether it has a say in what a caller of these groups does on this connection. */
    public boolean concerns(String connection, List<String> callersGroups) {
        return (connections.isEmpty() || connections.contains(connection))
                && (groups.isEmpty() || callersGroups.stream().anyMatch(groups::contains));
    }

    /** As it stands in the document. */
    record Written(
            String name,
            @Nullable Match match,
            @Nullable List<DetectionType> detect,
            String action,
            @Nullable Boolean shadow) {

        Written {
            Names.check("a policy's name", name);
            if (detect == null || detect.isEmpty()) {
                throw new IllegalArgumentException("policy " + name + ": detect must list what it looks for, of "
                        + List.of(DetectionType.values()));
            }
            if (!"block".equals(action)) {
                throw new IllegalArgumentException("policy " + name + ": action must be block in this version");
            }
        }

        Rule rule() {
            return new Rule(
                    name,
                    match == null || match.connections == null ? Set.of() : Set.copyOf(match.connections),
                    match == null || match.groups == null ? Set.of() : Set.copyOf(match.groups),
                    Set.copyOf(detect == null ? List.of() : detect),
                    Boolean.TRUE.equals(shadow));
        }
    }

    /** Where a rule applies, as it stands in the document. */
    record Match(
            @Nullable List<String> connections, @Nullable List<String> groups) {}
}
