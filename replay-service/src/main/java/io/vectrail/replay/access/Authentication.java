package io.vectrail.replay.access;

import io.vectrail.runtime.token.TokenVerifier;
import io.vectrail.runtime.token.Verification;
import io.vectrail.runtime.token.VerifiedToken;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells who holds a token. Thread-safe; waits at most 10 s, for an issuer's keys. */
public final class Authentication {

    private static final int PATIENCE_SECONDS = 10;

    private final TokenVerifier tokens;
    private final RoleGroups roles;

    public Authentication(TokenVerifier tokens, RoleGroups roles) {
        this.tokens = tokens;
        this.roles = roles;
    }

    /** What came of looking at a token. */
    public sealed interface Outcome {

        /** It is known whose it is. */
        record Known(Person person) implements Outcome {}

        /** It is not to be trusted. The reason never quotes it. */
        record Unknown(String reason) implements Outcome {}
    }

    public Outcome of(String token) {
        try {
            return switch (tokens.verify(token).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                case Verification.Verified verified -> new Outcome.Known(person(verified.token()));
                case Verification.Rejected rejected -> new Outcome.Unknown(rejected.reason());
            };
        } catch (ExecutionException | TimeoutException e) {
            return new Outcome.Unknown("the issuer's keys cannot be had; try again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("the service stops; try again");
        }
    }

    private Person person(VerifiedToken token) {
        return new Person(token.subject(), token.groups(), roles.of(token.groups()), token.expires());
    }
}
