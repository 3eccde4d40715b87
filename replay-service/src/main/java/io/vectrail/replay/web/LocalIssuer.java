package io.vectrail.replay.web;

import java.nio.file.Path;

/**
 * An issuer whose public keys this service shows, for a platform without an identity provider.
 *
 * @param issuer its iss claim; its keys are at {@code <issuer>/jwks}
 * @param jwks the file of its public keys
 */
public record LocalIssuer(String issuer, Path jwks) {

    public LocalIssuer {
        if (issuer == null || jwks == null) {
            throw new IllegalArgumentException("localIssuer needs issuer and jwks");
        }
    }
}
