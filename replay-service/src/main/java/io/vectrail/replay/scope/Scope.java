package io.vectrail.replay.scope;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** A part of the recorded exchanges. */
public sealed interface Scope {

    /** All of them. */
    record Everything() implements Scope {}

    /** None of them. */
    record Nothing() implements Scope {}

    /**
     * Those of one of these connections, and those whose caller was in one of these groups.
     *
     * @param connections by name; may be empty where groups is not
     * @param groups the caller's, as recorded; may be empty where connections is not
     */
    record Only(Set<String> connections, Set<String> groups) implements Scope {

        public Only {
            connections = Set.copyOf(connections);
            groups = Set.copyOf(groups);
            if (connections.isEmpty() && groups.isEmpty()) {
                throw new IllegalArgumentException("a scope has at least one connection or group");
            }
        }
    }

    Scope EVERYTHING = new Everything();
    Scope NOTHING = new Nothing();

    /**
     * Whether something lies in a scope.
     *
     * @param connection of the exchange
     * @param groups the caller's, as recorded
     */
    static boolean includes(Scope scope, String connection, Collection<String> groups) {
        return switch (scope) {
            case Everything _ -> true;
            case Nothing _ -> false;
            case Only only -> only.connections().contains(connection) || !Collections.disjoint(only.groups(), groups);
        };
    }

    /**
     * Whether something of several exchanges lies in a scope.
     *
     * @param connections of the exchanges
     * @param groups the caller's
     */
    static boolean includesAny(Scope scope, Collection<String> connections, Collection<String> groups) {
        return switch (scope) {
            case Everything _ -> true;
            case Nothing _ -> false;
            case Only only ->
                !Collections.disjoint(only.connections(), connections) || !Collections.disjoint(only.groups(), groups);
        };
    }

    /** What lies in at least one of these; nothing where there are none. */
    static Scope union(Collection<Scope> scopes) {
        Set<String> connections = new HashSet<>();
        Set<String> groups = new HashSet<>();
        for (Scope scope : scopes) {
            switch (scope) {
                case Everything everything -> {
                    return everything;
                }
                case Nothing nothing -> {}
                case Only only -> {
                    connections.addAll(only.connections());
                    groups.addAll(only.groups());
                }
            }
        }
        return connections.isEmpty() && groups.isEmpty() ? NOTHING : new Only(connections, groups);
    }
}
