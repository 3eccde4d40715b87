package io.vectrail.replay.access;

import io.vectrail.replay.scope.Scope;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which groups have which role, and for what. A group that is not listed has none. */
public final class RoleGroups {

    private static final int MOST_SCOPES = 1_000;

    private final Map<Role, Set<String>> groups = new EnumMap<>(Role.class);
    private final Map<String, Scope> scopes = new HashMap<>();

    /**
     * @param configured by role, the groups that have it
     * @param scoped by group, what its roles are for; those of one that is not there are for everything
     * @throws IllegalArgumentException when a role is not known, or a scope is of a group without one
     */
    public RoleGroups(Map<String, List<String>> configured, Map<String, ScopeSettings> scoped) {
        configured.forEach((label, names) -> groups.put(
                Role.of(label)
                        .orElseThrow(() -> new IllegalArgumentException("roles: role " + label
                                + " is not one of auditor, approver, policy-admin, viewer, replayer")),
                named(names)));
        if (scoped.size() > MOST_SCOPES) {
            throw new IllegalArgumentException("scopes: there are more than " + MOST_SCOPES);
        }
        scoped.forEach((group, scope) -> scopes.put(known(group), scope.scope()));
    }

    /** Those of these groups that have a role, each once. */
    public List<String> withRole(Collection<String> memberOf) {
        return memberOf.stream()
                .distinct()
                .filter(group -> groups.values().stream().anyMatch(names -> names.contains(group)))
                .toList();
    }

    /** What somebody in these groups may do. */
    public Grants of(Collection<String> memberOf) {
        Map<Role, Scope> grants = new EnumMap<>(Role.class);
        groups.forEach((role, names) -> {
            List<Scope> given = memberOf.stream()
                    .filter(names::contains)
                    .map(group -> scopes.getOrDefault(group, Scope.EVERYTHING))
                    .toList();
            if (!given.isEmpty()) {
                grants.put(role, Scope.union(given));
            }
        });
        return new Grants(grants);
    }

    /** A name that is empty is that of a variable that is not set, and tokens do list such groups. */
    private static Set<String> named(List<String> names) {
        if (names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("roles: a group's name is empty; is a variable not set?");
        }
        return Set.copyOf(names);
    }

    private String known(String group) {
        if (groups.values().stream().noneMatch(names -> names.contains(group))) {
            throw new IllegalArgumentException("scopes: the group " + group
                    + " has no role, and so its scope does nothing; correct its name, or list it under roles");
        }
        return group;
    }
}
