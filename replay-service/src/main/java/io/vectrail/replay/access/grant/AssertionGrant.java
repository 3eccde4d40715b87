package io.vectrail.replay.access.grant;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vectrail.replay.access.Authentication;
import io.vectrail.replay.access.Person;
import io.vectrail.replay.access.saml.SamlIdentity;
import io.vectrail.replay.access.saml.SamlOutcome;
import io.vectrail.replay.access.saml.SamlVerifier;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

/** Gives a token for an assertion (RFC 7522, as an authorization grant). Its subject is the provider's, without the prefix. Thread-safe. */
public final class AssertionGrant {

    /** Where assertions are brought to. */
    public static final String TOKEN_ENDPOINT = "/oauth/token";

    private final URI issuer;
    private final GrantSettings settings;
    private final String prefix;
    private final SamlVerifier verifier;
    private final Authentication people;
    private final SigningKeys keys;
    private final Clock clock;

    /**
     * Exchanges that provider's assertions.
     *
     * @param issuer as tokens have it
     * @param prefix of the provider's subjects
     * @throws IllegalArgumentException when the file of the keys cannot be used, or made
     */
    public AssertionGrant(
            URI issuer,
            GrantSettings settings,
            String prefix,
            SamlVerifier verifier,
            Authentication people,
            Clock clock) {
        this.issuer = issuer;
        this.settings = settings;
        this.prefix = prefix;
        this.verifier = verifier;
        this.people = people;
        this.keys = new SigningKeys(settings.keys(), clock);
        this.clock = clock;
    }

    /** As tokens have it. */
    public URI issuer() {
        return issuer;
    }

    /** The public keys, a JWK set (RFC 7517). @throws IOException when their file cannot be used */
    public String jwks() throws IOException {
        return keys.published().toString();
    }

    /**
     * A token for an assertion.
     *
     * @param assertion Base64 in the alphabet for addresses
     * @throws IOException when a file of ours cannot be used; names it, and is for the log
     */
    public GrantOutcome exchange(String assertion) throws IOException {
        // First: without it an assertion would be used up for nothing.
        ECKey key = keys.signing();
        return switch (verifier.ofAssertion(assertion)) {
            case SamlOutcome.Refused refused -> new GrantOutcome.Refused(refused.reason(), null);
            case SamlOutcome.Unusable unusable -> throw new IOException(unusable.reason());
            case SamlOutcome.Known known -> issued(known.identity(), key);
        };
    }

    private GrantOutcome issued(SamlIdentity identity, ECKey key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant ends = now.plus(settings.life());
        Instant session = identity.sessionEnds();
        Instant expires = session != null && session.isBefore(ends) ? session : ends;
        if (!expires.isAfter(now)) {
            return new GrantOutcome.Refused("the session at the provider has ended", null);
        }
        return switch (people.of(identity, expires)) {
            case Authentication.Outcome.Unknown unknown -> new GrantOutcome.Refused(unknown.reason(), null);
            case Authentication.Outcome.Revoked revoked -> new GrantOutcome.Refused(revoked.reason(), revoked.person());
            case Authentication.Outcome.Known known ->
                new GrantOutcome.Issued(
                        token(known.person(), key, now), Duration.between(now, expires), known.person());
        };
    }

    private String token(Person person, ECKey key, Instant now) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer.toString())
                .subject(person.subject().substring(prefix.length() + 1))
                .audience(settings.audience())
                .claim("groups", person.groups())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(person.expires()))
                // It is taken back with the assertion, which is exchanged once.
                .jwtID(person.token())
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the key was checked when it was read", e);
        }
    }
}
