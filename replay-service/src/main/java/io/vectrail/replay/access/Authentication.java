package io.vectrail.replay.access;

import io.vectrail.document.Revocations;
import io.vectrail.document.key.IssuedKey;
import io.vectrail.document.key.KeyKind;
import io.vectrail.document.key.KeyText;
import io.vectrail.document.key.KeyVerifier;
import io.vectrail.document.key.KeyVerifier.Verdict;
import io.vectrail.replay.access.saml.SamlIdentity;
import io.vectrail.runtime.token.TokenVerifier;
import io.vectrail.runtime.token.Verification;
import io.vectrail.runtime.token.VerifiedToken;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells who holds a token. Thread-safe; waits at most 10 s, for an issuer's keys. As long as it is not known which API tokens there are, or
 * whose tokens were taken back, it fails as what knows them does.
 */
public final class Authentication {

    private static final int PATIENCE_SECONDS = 10;

    private final TokenVerifier tokens;
    private final KeyVerifier apiTokens;
    private final RoleGroups roles;
    private final Supplier<Revocations> revocations;

    /**
     * Of tokens that are shown to this service.
     *
     * @param tokens knows those of issuers
     * @param apiTokens knows those that this service issues
     * @param revocations those of now: looked at for each token, since one that verified is remembered
     */
    public Authentication(
            TokenVerifier tokens, KeyVerifier apiTokens, RoleGroups roles, Supplier<Revocations> revocations) {
        this.tokens = tokens;
        this.apiTokens = apiTokens;
        this.roles = roles;
        this.revocations = revocations;
    }

    /** What came of looking at a token. */
    public sealed interface Outcome {

        /** It is known whose it is. */
        record Known(Person person) implements Outcome {}

        /** It is not to be trusted. The reason never quotes it. */
        record Unknown(String reason) implements Outcome {}

        /** It is known whose it is, and that it was taken back. */
        record Revoked(Person person) implements Outcome {

            /** As whoever shows it is told. */
            public String reason() {
                return "it was revoked";
            }
        }
    }

    /** What groups amount to here. */
    public RoleGroups roles() {
        return roles;
    }

    /** Whoever calls the API. */
    public Outcome of(String token) {
        return KeyText.kind(token).filter(kind -> kind == KeyKind.API).isPresent()
                ? ofProgram(token)
                : of(token, tokens);
    }

    /** Whoever signs in to the console with a token of an issuer. */
    public Outcome ofPerson(String token) {
        return of(token, tokens);
    }

    /** @param tokens what knows tokens of its kind, of an issuer */
    public Outcome of(String token, TokenVerifier tokens) {
        KeyKind ours = KeyText.kind(token).orElse(null);
        if (ours != null) {
            // Nor is an issuer ever asked about it, which would then have it.
            return new Outcome.Unknown(
                    switch (ours) {
                        case CALLER -> "a caller's key is for the gateway, and not for this API";
                        case API -> "an API token is for programs, and signs nobody in";
                    });
        }
        try {
            return switch (tokens.verify(token).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                case Verification.Verified verified -> known(verified.token());
                case Verification.Rejected rejected -> new Outcome.Unknown(rejected.reason());
                case Verification.Busy busy -> new Outcome.Unknown(busy.reason() + "; try again");
            };
        } catch (ExecutionException | TimeoutException e) {
            return new Outcome.Unknown("the issuer's keys cannot be had; try again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("the service stops; try again");
        }
    }

    /**
     * Whom an assertion is about that was verified.
     *
     * @param until when they are no longer known by it
     */
    public Outcome of(SamlIdentity identity, Instant until) {
        return unlessRevoked(
                person(identity.subject(), identity.groups(), identity.assertion(), identity.issued(), until));
    }

    private Outcome ofProgram(String token) {
        return switch (apiTokens.judge(token, revocations.get())) {
            case Verdict.Accepted(IssuedKey key) ->
                new Outcome.Known(person(key.subject(), key.groups(), key.id(), key.created(), key.expires()));
            case Verdict.Refused(KeyVerifier.Reason reason) ->
                new Outcome.Unknown(
                        switch (reason) {
                            case UNKNOWN -> "no such API token is known";
                            case EXPIRED -> "it has expired; create another one";
                            case REVOKED -> "it was revoked";
                        });
        };
    }

    private Outcome known(VerifiedToken token) {
        return unlessRevoked(person(token.subject(), token.groups(), token.id(), token.issued(), token.expires()));
    }

    private Outcome unlessRevoked(Person person) {
        return revoked(person) ? new Outcome.Revoked(person) : new Outcome.Known(person);
    }

    /** What somebody in these groups is by the configuration of now. */
    private Person person(
            String subject, List<String> groups, @Nullable String token, @Nullable Instant issued, Instant expires) {
        return new Person(subject, groups, roles.of(groups), token, issued, expires);
    }

    /** Whether what somebody was known by was taken back since. */
    public boolean revoked(Person person) {
        return revocations.get().revoked(person.subject(), person.token(), person.issued());
    }
}
