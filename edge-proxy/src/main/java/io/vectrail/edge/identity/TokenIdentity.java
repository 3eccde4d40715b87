package io.vectrail.edge.identity;

import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.runtime.token.TokenVerifier;
import io.vectrail.runtime.token.Verification;
import io.vectrail.runtime.token.VerifiedToken;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Identifies a caller by the token that stands where its SDK puts the provider's key. */
public final class TokenIdentity {

    private static final String REMEDY =
            "; set your SDK's API key to a Vectrail token, for instance one that ./vectrail token prints";

    private static final String OWN = "X-Vectrail-Authorization";

    private static final String SIGNATURE_REMEDY =
            " but an AWS signature, which only AWS can verify; send a Vectrail token" + " beside it, as " + OWN
                    + ": Bearer TOKEN, or give it to your SDK as its bearer token (AWS_BEARER_TOKEN_BEDROCK)";

    private static final Set<String> QUERY_CREDENTIALS = Set.of(
            "key", "api_key", "api-key", "apikey", "access_token", "token", "x-amz-signature", "x-amz-security-token");

    private final FailedTokens failed = new FailedTokens();
    private final TokenVerifier verifier;

    public TokenIdentity(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Fails with a {@link RefusedException} when it is not known who calls: {@code unauthenticated}, or {@code rate_limited}
     * when its address has shown too many tokens that did not verify.
     */
    public CompletionStage<Caller> identify(Arrival arrival) {
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
        return verify(tokens.iterator().next(), arrival.address());
    }

    private CompletionStage<Caller> verify(String token, String address) {
        if (!verifier.remembers(token) && failed.tooMany(address)) {
            return CompletableFuture.failedFuture(new RefusedException(
                    RefusalCode.RATE_LIMITED,
                    "too many tokens from this address did not verify within a second; try again after one"));
        }
        return verifier.verify(token).thenApply(verification -> {
            if (verification instanceof Verification.Rejected) {
                failed.failed(address);
            }
            return caller(verification);
        });
    }

    private static Caller caller(Verification verification) {
        return switch (verification) {
            case Verification.Verified verified -> caller(verified.token());
            case Verification.Rejected rejected ->
                throw new RefusedException(
                        RefusalCode.UNAUTHENTICATED, "the token is not accepted: " + rejected.reason() + REMEDY);
        };
    }

    private static Caller caller(VerifiedToken token) {
        return new Caller.Identified(token.subject(), token.issuer(), token.groups(), token.clientId());
    }

    private static boolean inQuery(String query) {
        for (String parameter : query.split("&", -1)) {
            String name = parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
            if (QUERY_CREDENTIALS.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private static CompletionStage<Caller> refused(String message) {
        return CompletableFuture.failedFuture(new RefusedException(RefusalCode.UNAUTHENTICATED, message));
    }
}
