package io.vectrail.replay.access;

import io.vectrail.document.Revocations;
import io.vectrail.document.key.KeyText;
import io.vectrail.runtime.token.TokenVerifier;
import io.vectrail.runtime.token.Verification;
import io.vectrail.runtime.token.VerifiedToken;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Tells who holds a token. Thread-safe; waits at most 10 s, for an issuer's keys. */
public final class Authentication {

    private static final int PATIENCE_SECONDS = 10;

    private final TokenVerifier tokens;
    private final RoleGroups roles;
    private final Supplier<Revocations> revocations;

    /** @param revocations those of now: looked at for each token, since one that verified is remembered */
    public Authentication(TokenVerifier tokens, RoleGroups roles, Supplier<Revocations> revocations) {
        this.tokens = tokens;
        this.roles = roles;
        this.revocations = revocations;
    }

    /** What came of looking at a token. */
    public sealed interface Outcome {

        /** It is known whose it is. */
        record Known(Person person) implements Outcome {}

        /** It is not to be trusted. The reason never quotes it. */
        record Unknown(String reason) implements Outcome {}
    }

    public Outcome of(String token) {
        return of(token, tokens);
    }

    /** @param tokens what knows tokens of its kind */
    public Outcome of(String token, TokenVerifier tokens) {
        if (KeyText.isMeantBy(token)) {
            // Nor is an issuer ever asked about it, which would then have it.
            return new Outcome.Unknown("a caller's key is for the gateway, and not for this API");
        }
        try {
            return switch (tokens.verify(token).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                case Verification.Verified verified -> known(verified.token());
                case Verification.Rejected rejected -> new Outcome.Unknown(rejected.reason());
            };
        } catch (ExecutionException | TimeoutException e) {
            return new Outcome.Unknown("the issuer's keys cannot be had; try again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("the service stops; try again");
        }
    }

    private Outcome known(VerifiedToken token) {
        Person person = new Person(
                token.subject(), token.groups(), roles.of(token.groups()), token.id(), token.issued(), token.expires());
        return revoked(person) ? new Outcome.Unknown("it was revoked") : new Outcome.Known(person);
    }

    /** Whether what somebody was known by was taken back since. */
    public boolean revoked(Person person) {
        return revocations.get().revoked(person.subject(), person.token(), person.issued());
    }
}
