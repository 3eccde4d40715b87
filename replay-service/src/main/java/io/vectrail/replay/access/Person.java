package io.vectrail.replay.access;

import io.vectrail.document.key.KeyKind;
import io.vectrail.replay.scope.Sight;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose identity was verified.
 *
 * @param subject unique across issuers
 * @param grants the roles that they have, possibly none, and what for
 * @param token the id of what showed it, by which it can be revoked; null where it has none
 * @param issued when that was issued; null where it does not say
 * @param expires when that does
 */
public record Person(
        String subject,
        List<String> groups,
        Grants grants,
        @Nullable String token,
        @Nullable Instant issued,
        Instant expires) {

    public Person {
        groups = List.copyOf(groups);
    }

    public Set<Role> roles() {
        return grants.roles();
    }

    public boolean hasOneOf(Set<Role> wanted) {
        return !Collections.disjoint(roles(), wanted);
    }

    /** What they see of recorded exchanges. */
    public Sight sight() {
        return grants.sight();
    }

    /** Texts, bodies and vectors are for auditors alone: of some exchanges at least, if not of all. */
    public boolean readsTexts() {
        return roles().contains(Role.AUDITOR);
    }

    /** The id of the API token that showed who it is; empty where something else did, and so it is a person, or another's program. */
    public Optional<String> apiToken() {
        return KeyKind.API.isSubject(subject) ? Optional.ofNullable(token) : Optional.empty();
    }

    /** The same, known until another time. */
    Person until(Instant time) {
        return new Person(subject, groups, grants, token, issued, time);
    }
}
