package io.vectrail.document.key;

import io.vectrail.document.Revocations;
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
 * @param kind what it is for
 * @param subject as it is recorded, with the prefix that no issuer has
 * @param name what it is for, which may be empty; an API token's stands in its subject
 * @param createdBy the subject of whoever created it
 * @param expires from when on it is not taken
 * @param revocation null where it was not revoked
 */
public record IssuedKey(
        KeyKind kind,
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
        switch (kind) {
            case CALLER -> KeyRules.checkCaller(subject, name);
            case API -> KeyRules.checkProgram(subject, name, createdBy);
        }
        KeyRules.checkGroups(groups);
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

    /** The subject of a caller's key, of a name with or without the prefix. */
    public static String subject(String name) {
        String prefix = KeyKind.CALLER.prefix();
        return name.startsWith(prefix) ? name : prefix + name;
    }

    /**
     * The subject of an API token: it says what it is and who is behind it, so that in the accesses nobody's token can be taken for another's.
     *
     * @param name without a slash, so that this can be read back
     */
    public static String subject(String createdBy, String name) {
        return KeyKind.API.prefix() + createdBy + "/" + name;
    }

    /** Who is behind a subject: of an API token whoever created it, of anybody else themselves. */
    public static String person(String subject) {
        int name = subject.lastIndexOf('/');
        return KeyKind.API.isSubject(subject) && name > 0
                ? subject.substring(KeyKind.API.prefix().length(), name)
                : subject;
    }

    /** @throws IllegalArgumentException when no key is valid for so long, or so short */
    public static void checkLife(Duration life) {
        KeyRules.checkLife(life);
    }

    /** One that is created now. @throws IllegalArgumentException as the constructor */
    public static IssuedKey create(
            KeyText text, String subject, List<String> groups, String name, Instant now, String by, Instant expires) {
        return new IssuedKey(
                text.kind(), text.id(), SecretHash.of(text.secret()), subject, groups, name, now, by, expires, null);
    }

    /** @throws IllegalArgumentException when the event says what no key may */
    public static IssuedKey of(KeyKind kind, CallerKey event) {
        Instant revoked = event.getRevokedAt();
        return new IssuedKey(
                kind,
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
    boolean isOf(String secret) {
        return hash.isOf(secret);
    }

    /** Takes as long as {@link #isOf}, of no key at all. */
    static void compareWithNone(String secret) {
        var _ = SecretHash.none().isOf(secret);
    }

    /** Whether the document takes it back: itself, its subject or, of an API token, whoever is behind it. */
    boolean isRevokedBy(Revocations revocations) {
        return revocations.revoked(subject, id, created)
                || (kind == KeyKind.API && revocations.revoked(createdBy, null, created));
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
                : new IssuedKey(
                        kind, id, hash, subject, groups, name, created, createdBy, expires, new Revocation(at, by));
    }
}
