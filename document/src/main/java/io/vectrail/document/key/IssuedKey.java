package io.vectrail.document.key;

import io.vectrail.event.CallerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key that was created. Its secret cannot be told from it.
 *
 * @param subject as it is recorded, with the prefix that no issuer has
 * @param name what it is for; may be empty
 * @param createdBy the subject of whoever created it
 * @param expires from when on it is not taken
 * @param revocation null where it was not revoked
 */
public record IssuedKey(
        String id,
        SecretHash hash,
        String subject,
        List<String> groups,
        String name,
        Instant created,
        String createdBy,
        Instant expires,
        @Nullable Revocation revocation) {

    /** What stands in a record where a token's issuer would. */
    public static final String ISSUER = "vectrail:keys";

    /** How long one is valid where nobody says. */
    public static final Duration DEFAULT_LIFE = Duration.ofDays(90);

    /** @throws IllegalArgumentException when it says what no key may; the message says what, and quotes nothing */
    public IssuedKey {
        if (!KeyText.isId(id)) {
            throw new IllegalArgumentException("its id is not one");
        }
        KeyRules.checkSubject(subject);
        KeyRules.checkGroups(groups);
        KeyRules.checkName(name);
        KeyRules.checkLife(Duration.between(created, expires));
        groups = List.copyOf(groups);
    }

    /** When, and by whom. */
    public record Revocation(Instant at, String by) {}

    /** Whether it is taken. */
    public enum State {
        ACTIVE,
        EXPIRED,
        REVOKED
    }

    /** The subject of a key, of a name with or without the prefix. */
    public static String subject(String name) {
        return name.startsWith(KeyRules.PREFIX) ? name : KeyRules.PREFIX + name;
    }

    /** @throws IllegalArgumentException when no key is valid for so long, or so short */
    public static void checkLife(Duration life) {
        KeyRules.checkLife(life);
    }

    /** One that is created now. @throws IllegalArgumentException as the constructor */
    public static IssuedKey create(
            KeyText text, String subject, List<String> groups, String name, Instant now, String by, Instant expires) {
        return new IssuedKey(text.id(), SecretHash.of(text.secret()), subject, groups, name, now, by, expires, null);
    }

    /** @throws IllegalArgumentException when the event says what no key may */
    public static IssuedKey of(CallerKey event) {
        Instant revoked = event.getRevokedAt();
        return new IssuedKey(
                event.getId(),
                SecretHash.stored(event.getSecretHash()),
                event.getSubject(),
                event.getGroups(),
                event.getName(),
                event.getCreatedAt(),
                event.getCreatedBy(),
                event.getExpiresAt(),
                revoked == null ? null : new Revocation(revoked, Objects.requireNonNullElse(event.getRevokedBy(), "")));
    }

    /** As it is published. */
    public CallerKey event() {
        return new CallerKey(
                id,
                subject,
                groups,
                name,
                hash.bytes(),
                created,
                createdBy,
                expires,
                revocation == null ? null : revocation.at(),
                revocation == null ? null : revocation.by());
    }

    /** Whether this secret is its own. */
    public boolean isOf(String secret) {
        return hash.isOf(secret);
    }

    /** Takes as long as {@link #isOf}, of no key at all. */
    public static void compareWithNone(String secret) {
        var _ = SecretHash.none().isOf(secret);
    }

    public State state(Instant now) {
        if (revocation != null) {
            return State.REVOKED;
        }
        return now.isBefore(expires) ? State.ACTIVE : State.EXPIRED;
    }

    /** Since when it is not taken; empty while it is. */
    public Optional<Instant> ended(Instant now) {
        if (revocation != null) {
            return Optional.of(revocation.at().isBefore(expires) ? revocation.at() : expires);
        }
        return now.isBefore(expires) ? Optional.empty() : Optional.of(expires);
    }

    /** The same, revoked; one that is stays as it is. */
    public IssuedKey revoked(Instant at, String by) {
        return revocation != null
                ? this
                : new IssuedKey(id, hash, subject, groups, name, created, createdBy, expires, new Revocation(at, by));
    }
}
