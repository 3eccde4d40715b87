package io.vectrail.runtime.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Everything that makes a JWT of one issuer good. Unlisted means rejected. */
final class TokenCheck {

    /** A JWT says by itself how long it counts. */
    private static final Duration FOREVER = Duration.ofDays(365_000);

    /** Others are logout tokens, events and the like, which the same keys sign (RFC 8725, section 3.11). */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private final IssuerSettings issuer;
    private final IssuerKeys keys;
    private final ClaimRules rules;
    private final Clock clock;

    TokenCheck(IssuerSettings issuer, IssuerKeys keys, ClaimRules rules, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.rules = rules;
        this.clock = clock;
    }

    IssuerKeys keys() {
        return keys;
    }

    CompletionStage<Verification> verify(SignedJWT jwt) {
        JWSHeader header = jwt.getHeader();
        String wrong = wrong(header);
        if (wrong != null) {
            return CompletableFuture.completedFuture(new Verification.Rejected(wrong));
        }
        List<IssuerKey> candidates = IssuerKey.candidates(keys.current(), header);
        if (!candidates.isEmpty()) {
            return CompletableFuture.completedFuture(check(jwt, candidates));
        }
        return keys.refresh(IssuerKeys.MOST_OFTEN)
                .thenApply(fetched -> check(jwt, IssuerKey.candidates(keys.current(), header)));
    }

    private @Nullable String wrong(JWSHeader header) {
        if (!issuer.allows(header.getAlgorithm())) {
            return "its algorithm is not allowed for this issuer";
        }
        if (header.getJWKURL() != null
                || header.getX509CertURL() != null
                || header.getJWK() != null
                || header.getX509CertChain() != null) {
            return "it brings its own key";
        }
        if (header.getCriticalParams() != null) {
            return "it has critical header parameters that are not known here";
        }
        JOSEObjectType type = header.getType();
        if (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
            return "its type is not that of a token that lets somebody in";
        }
        return null;
    }

    private Verification check(SignedJWT jwt, List<IssuerKey> candidates) {
        if (candidates.isEmpty()) {
            return new Verification.Rejected(
                    keys.known() ? "no key of its issuer has its key id" : "its issuer's keys are not known yet");
        }
        try {
            return signedByOneOf(jwt, candidates)
                    ? rules.judge(jwt.getJWTClaimsSet(), clock.instant(), FOREVER)
                    : new Verification.Rejected("its signature does not verify");
        } catch (JOSEException | ParseException e) {
            return new Verification.Rejected("it cannot be read");
        }
    }

    private static boolean signedByOneOf(SignedJWT jwt, List<IssuerKey> candidates) throws JOSEException {
        for (IssuerKey key : candidates) {
            if (key.signed(jwt)) {
                return true;
            }
        }
        return false;
    }
}
