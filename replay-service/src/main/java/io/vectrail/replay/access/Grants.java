package io.vectrail.replay.access;

import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.scope.Sight;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The roles that somebody has, and what each of them is for: a role that comes with one group may be for a team's traffic alone,
 * and another one of the same person for all.
 *
 * @param scopes by role; a role that is not there is not theirs
 */
public record Grants(Map<Role, Scope> scopes) {

    private static final Set<Role> METADATA = EnumSet.of(Role.AUDITOR, Role.VIEWER);
    private static final Set<Role> TEXTS = EnumSet.of(Role.AUDITOR);

    public Grants {
        scopes = Map.copyOf(scopes);
    }

    /** These roles, for everything. */
    public static Grants everywhere(Collection<Role> roles) {
        Map<Role, Scope> scopes = new EnumMap<>(Role.class);
        roles.forEach(role -> scopes.put(role, Scope.EVERYTHING));
        return new Grants(scopes);
    }

    public Set<Role> roles() {
        return scopes.keySet();
    }

    /** What they see as one who has one of these roles. */
    public Scope sees(Set<Role> as) {
        return Scope.union(as.stream()
                .map(role -> scopes.getOrDefault(role, Scope.NOTHING))
                .toList());
    }

    /** What they see of recorded exchanges. */
    public Sight sight() {
        return new Sight(sees(METADATA), sees(TEXTS));
    }
}
