package io.vectrail.replay.access;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Somebody whose token was verified.
 *
 * @param subject unique across issuers
 * @param roles possibly none
 * @param expires when the token does
 */
public record Person(String subject, List<String> groups, Set<Role> roles, Instant expires) {

    public Person {
        groups = List.copyOf(groups);
        roles = Set.copyOf(roles);
    }

    public boolean hasOneOf(Set<Role> wanted) {
        return !Collections.disjoint(roles, wanted);
    }

    /** Texts, bodies and vectors are for auditors alone. */
    public boolean readsTexts() {
        return roles.contains(Role.AUDITOR);
    }
}
