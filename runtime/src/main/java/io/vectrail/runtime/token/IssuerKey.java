package io.vectrail.runtime.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A public key of an issuer. Thread-safe.
 *
 * @param key as published
 * @param verifier made once: making one costs as much as a signature
 */
record IssuerKey(JWK key, JWSVerifier verifier) {

    /** Each costs a signature to look at, whatever comes of it. */
    private static final int MOST_CANDIDATES = 10;

    /** Null for a key that signs nothing that is accepted here: a symmetric one, or one on another curve. */
    static @Nullable IssuerKey of(JWK key) {
        try {
            return switch (key) {
                case RSAKey rsa -> new IssuerKey(key, SignatureProvider.swift(new RSASSAVerifier(rsa)));
                case ECKey ec -> new IssuerKey(key, SignatureProvider.swift(new ECDSAVerifier(ec)));
                case OctetKeyPair okp -> new IssuerKey(key, new Ed25519Verifier(okp.toPublicJWK()));
                default -> null;
            };
        } catch (JOSEException | RuntimeException e) {
            // The library throws others than its own at keys that are odd enough.
            return null;
        }
    }

    /** Those that may have signed what has this header; a few, which is all that an issuer has whose tokens name none. */
    static List<IssuerKey> candidates(List<IssuerKey> keys, JWSHeader header) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        return matcher == null
                ? List.of()
                : keys.stream()
                        .filter(each -> matcher.matches(each.key()))
                        .limit(MOST_CANDIDATES)
                        .toList();
    }

    boolean signed(SignedJWT jwt) throws JOSEException {
        return verifier.supportedJWSAlgorithms().contains(jwt.getHeader().getAlgorithm()) && jwt.verify(verifier);
    }
}
