package io.vectrail.runtime.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Everything that makes a token of one issuer good. Unlisted means rejected. */
final class TokenCheck {

    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final int MOST_SUBJECT_CHARACTERS = 256;
    private static final int MOST_GROUPS = 256;

    /** The subject of callers that nobody knows; no issuer may give it away. */
    private static final String NOBODY = "anonymous";

    private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();
    private final IssuerSettings issuer;
    private final IssuerKeys keys;
    private final List<String> prefixes;
    private final Clock clock;

    TokenCheck(IssuerSettings issuer, IssuerKeys keys, List<String> prefixes, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.prefixes = List.copyOf(prefixes);
        this.clock = clock;
    }

    IssuerKeys keys() {
        return keys;
    }

    CompletionStage<Verification> verify(SignedJWT jwt) {
        JWSHeader header = jwt.getHeader();
        if (!issuer.allows(header.getAlgorithm())) {
            return done(new Verification.Rejected("its algorithm is not allowed for this issuer"));
        }
        if (header.getJWKURL() != null || header.getX509CertURL() != null || header.getJWK() != null) {
            return done(new Verification.Rejected("it brings its own key"));
        }
        if (header.getCriticalParams() != null) {
            return done(new Verification.Rejected("it has critical header parameters that are not known here"));
        }
        List<JWK> candidates = candidates(header);
        if (!candidates.isEmpty()) {
            return done(check(jwt, candidates));
        }
        return keys.refresh(IssuerKeys.MOST_OFTEN).thenApply(fetched -> check(jwt, candidates(header)));
    }

    private List<JWK> candidates(JWSHeader header) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        return matcher == null ? List.of() : new JWKSelector(matcher).select(keys.current());
    }

    private Verification check(SignedJWT jwt, List<JWK> candidates) {
        if (candidates.isEmpty()) {
            return new Verification.Rejected(
                    keys.known() ? "no key of its issuer has its key id" : "its issuer's keys are not known yet");
        }
        try {
            if (!signedByOneOf(jwt, candidates)) {
                return new Verification.Rejected("its signature does not verify");
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            String wrong = wrong(claims);
            return wrong == null ? verified(claims) : new Verification.Rejected(wrong);
        } catch (JOSEException | ParseException e) {
            return new Verification.Rejected("it cannot be read");
        }
    }

    private boolean signedByOneOf(SignedJWT jwt, List<JWK> candidates) throws JOSEException {
        for (JWK key : candidates) {
            if (key instanceof AsymmetricJWK asymmetric
                    && jwt.verify(verifiers.createJWSVerifier(jwt.getHeader(), asymmetric.toPublicKey()))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String wrong(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        if (expires == null) {
            return "it has no expiry";
        }
        if (now.isAfter(expires.toInstant().plus(SKEW))) {
            return "it has expired";
        }
        if (early(claims.getNotBeforeTime(), now) || early(claims.getIssueTime(), now)) {
            return "it is not valid yet";
        }
        if (!claims.getAudience().contains(issuer.audience())) {
            return "its audience is somebody else";
        }
        String subject = claims.getSubject();
        if (subject == null || subject.isBlank() || subject.length() > MOST_SUBJECT_CHARACTERS) {
            return "its subject is missing or longer than " + MOST_SUBJECT_CHARACTERS + " characters";
        }
        if (subject.equals(NOBODY)
                || (issuer.prefix() == null && prefixes.stream().anyMatch(subject::startsWith))) {
            return "its subject is one that stands for somebody else here";
        }
        return null;
    }

    private static boolean early(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().isAfter(now.plus(SKEW));
    }

    private Verification verified(JWTClaimsSet claims) throws ParseException {
        List<String> groups = claims.getStringListClaim(issuer.groupsClaim());
        if (groups != null && groups.contains(null)) {
            return new Verification.Rejected("one of its groups is no text");
        }
        if (groups != null && groups.size() > MOST_GROUPS) {
            return new Verification.Rejected("it lists more than " + MOST_GROUPS + " groups");
        }
        String client = claims.getStringClaim("azp");
        return new Verification.Verified(new VerifiedToken(
                issuer.subject(claims.getSubject()),
                issuer.issuer(),
                groups == null ? List.of() : groups,
                client == null ? claims.getStringClaim("client_id") : client,
                claims.getExpirationTime().toInstant().plus(SKEW)));
    }

    private static CompletionStage<Verification> done(Verification verification) {
        return CompletableFuture.completedFuture(verification);
    }
}
