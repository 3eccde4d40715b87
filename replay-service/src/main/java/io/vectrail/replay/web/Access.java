package io.vectrail.replay.web;

import io.vectrail.replay.access.Role;
import java.util.EnumSet;
import java.util.Set;

/** Who may use a route. Every route says so; there is no default. */
sealed interface Access {

    /** Anyone, without a token: what is no secret, and signing in. */
    record Anyone() implements Access {}

    /**
     * Whoever has one of these roles.
     *
     * @param forEverything whether they must have them for all traffic, since what is answered is of all of it
     */
    record OneOf(Set<Role> roles, boolean forEverything) implements Access {

        public OneOf {
            roles = Set.copyOf(roles);
            if (roles.isEmpty()) {
                throw new IllegalArgumentException("a route that nobody may use is no route; name its roles");
            }
        }
    }

    static Access anyone() {
        return new Anyone();
    }

    static Access oneOf(Role first, Role... others) {
        return new OneOf(EnumSet.of(first, others), false);
    }

    static Access oneOfForEverything(Role first, Role... others) {
        return new OneOf(EnumSet.of(first, others), true);
    }

    /** Everyone who has any role at all. */
    static Access anyRole() {
        return new OneOf(EnumSet.allOf(Role.class), false);
    }
}
