package io.vectrail.edge.identity;

import io.vectrail.document.Revocations;
import io.vectrail.document.key.IssuedKey;
import io.vectrail.document.key.KeyText;
import io.vectrail.document.key.KeyVerifier;
import io.vectrail.document.key.KeyVerifier.Verdict;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.event.Authentication;
import io.vectrail.runtime.token.TokenVerifier;
import io.vectrail.runtime.token.Verification;
import io.vectrail.runtime.token.VerifiedToken;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Identifies a caller by the token, or the key of ours, that stands where its SDK puts the provider's key. */
public final class TokenIdentity {

    private static final String REMEDY =
            "; set your SDK's API key to a Vectrail token, for instance one that ./vectrail token prints";

    private static final String OWN = "X-Vectrail-Authorization";

    private static final String NOT_ACCEPTED = "the key is not accepted";

    private static final String FOR_THE_API = "an API token is for the replay service, and not for the gateway";

    private static final String SIGNATURE_REMEDY =
            " but an AWS signature, which only AWS can verify; send a Vectrail token" + " beside it, as " + OWN
                    + ": Bearer TOKEN, or give it to your SDK as its bearer token (AWS_BEARER_TOKEN_BEDROCK)";

    private static final Set<String> QUERY_CREDENTIALS = Set.of(
            "key", "api_key", "api-key", "apikey", "access_token", "token", "x-amz-signature", "x-amz-security-token");

    private final FailedTokens failed = new FailedTokens();
    private final TokenVerifier verifier;
    private final KeyVerifier keys;

    public TokenIdentity(TokenVerifier verifier, KeyVerifier keys) {
        this.verifier = verifier;
        this.keys = keys;
    }

    /**
     * Fails with a {@link RefusedException} when it is not known who calls: {@code unauthenticated}, or {@code rate_limited}
     * when its address has shown too many tokens that did not verify.
     *
     * @param revocations of the document in force: looked at for each request, since a token that verified is remembered
     */
    public CompletionStage<Caller> identify(Arrival arrival, Revocations revocations) {
        if (inQuery(arrival.query())) {
            return refused("a credential does not belong in the query; send it in the Authorization header" + REMEDY);
        }
        boolean besideSignature = arrival.headers().first(OWN) != null;
        Set<String> tokens = new HashSet<>();
        for (Header field : arrival.headers().fields()) {
            boolean signature = CredentialHeaders.isSignature(field);
            if (!CredentialHeaders.holdsToken(field.name()) || (signature && besideSignature)) {
                continue;
            }
            String token = CredentialHeaders.token(field);
            if (token == null) {
                return refused("the " + field.name() + " header holds no bearer token"
                        + (signature ? SIGNATURE_REMEDY : REMEDY));
            }
            tokens.add(token);
        }
        if (tokens.isEmpty()) {
            return refused("no token came with the request" + REMEDY);
        }
        if (tokens.size() > 1) {
            return refused("two different tokens came with the request; send one");
        }
        String token = tokens.iterator().next();
        // An issuer is never asked about what is our own: it would have it then.
        return KeyText.kind(token)
                .map(kind -> switch (kind) {
                    case CALLER -> byKey(token, arrival.address(), revocations);
                    case API -> refusedKey(arrival.address(), FOR_THE_API + REMEDY);
                })
                .orElseGet(() -> verify(token, arrival.address(), revocations));
    }

    /** A key costs a hash, good or not: so a good one is taken whatever else its address has shown. */
    private CompletionStage<Caller> byKey(String text, String address, Revocations revocations) {
        return switch (keys.judge(text, revocations)) {
            case Verdict.Accepted(IssuedKey key) ->
                CompletableFuture.completedFuture(new Caller.Identified(
                        key.subject(), IssuedKey.ISSUER, key.groups(), key.id(), Authentication.KEY));
            case Verdict.Refused(KeyVerifier.Reason reason) ->
                refusedKey(
                        address,
                        switch (reason) {
                            case UNKNOWN -> NOT_ACCEPTED;
                            case EXPIRED -> NOT_ACCEPTED + ": it has expired; ask for another one";
                            case REVOKED -> NOT_ACCEPTED + ": it was revoked";
                        });
        };
    }

    private CompletionStage<Caller> refusedKey(String address, String reason) {
        boolean tooMany = failed.tooMany(address);
        failed.failed(address);
        return tooMany ? tooMany() : refused(reason);
    }

    private CompletionStage<Caller> verify(String token, String address, Revocations revocations) {
        if (!verifier.remembers(token) && failed.tooMany(address)) {
            return tooMany();
        }
        return verifier.verify(token).thenApply(verification -> {
            if (verification instanceof Verification.Rejected) {
                failed.failed(address);
            }
            return caller(verification, revocations);
        });
    }

    private static Caller caller(Verification verification, Revocations revocations) {
        return switch (verification) {
            case Verification.Verified verified -> caller(verified.token(), revocations);
            case Verification.Rejected rejected ->
                throw new RefusedException(
                        RefusalCode.UNAUTHENTICATED, "the token is not accepted: " + rejected.reason() + REMEDY);
            case Verification.Busy busy ->
                throw new RefusedException(
                        RefusalCode.RATE_LIMITED, "the token was not looked at: " + busy.reason() + "; try again");
        };
    }

    private static Caller caller(VerifiedToken token, Revocations revocations) {
        if (revocations.revoked(token.subject(), token.id(), token.issued())) {
            throw new RefusedException(RefusalCode.UNAUTHENTICATED, "the token is not accepted: it was revoked");
        }
        return new Caller.Identified(
                token.subject(), token.issuer(), token.groups(), token.clientId(), Authentication.OIDC);
    }

    /** Whether one of a query's parameters is a credential, which does not belong there. */
    static boolean inQuery(String query) {
        for (String parameter : query.split("&", -1)) {
            String name = parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
            if (QUERY_CREDENTIALS.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private static CompletionStage<Caller> tooMany() {
        return CompletableFuture.failedFuture(new RefusedException(
                RefusalCode.RATE_LIMITED,
                "too many tokens from this address did not verify within a second; try again after one"));
    }

    private static CompletionStage<Caller> refused(String message) {
        return CompletableFuture.failedFuture(new RefusedException(RefusalCode.UNAUTHENTICATED, message));
    }
}
