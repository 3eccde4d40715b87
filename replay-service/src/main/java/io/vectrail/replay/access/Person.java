package io.vectrail.replay.access;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose identity was verified.
 *
 * @param subject unique across issuers
 * @param roles possibly none
 * @param token the id of what showed it, by which it can be revoked; null where it has none
 * @param issued when that was issued; null where it does not say
 * @param expires when that does
 */
public record Person(
        String subject,
        List<String> groups,
        Set<Role> roles,
        @Nullable String token,
        @Nullable Instant issued,
        Instant expires) {

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

    /** The same, known until another time. */
    Person until(Instant time) {
        return new Person(subject, groups, roles, token, issued, time);
    }
}
