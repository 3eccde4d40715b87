package io.vectrail.replay.access;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which groups have which role. A group that is not listed has none. */
public final class RoleGroups {

    private final Map<Role, Set<String>> groups = new EnumMap<>(Role.class);

    /** @throws IllegalArgumentException when a role is not known */
    public RoleGroups(Map<String, List<String>> configured) {
        configured.forEach((label, names) -> groups.put(
                Role.of(label)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "role " + label + " is not one of auditor, approver, policy-admin, viewer")),
                Set.copyOf(names)));
    }

    /** The roles of somebody in these groups. */
    public Set<Role> of(Collection<String> memberOf) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        groups.forEach((role, names) -> {
            if (!Collections.disjoint(names, memberOf)) {
                roles.add(role);
            }
        });
        return roles;
    }
}
