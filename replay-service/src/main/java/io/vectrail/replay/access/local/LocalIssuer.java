package io.vectrail.replay.access.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An issuer whose public keys this service shows, for a platform without an identity provider.
 *
 * @param issuer its iss claim; its keys are at {@code <issuer>/jwks}
 * @param jwks the file of its public keys
 * @param login how people sign in at it; null: they do not
 */
public record LocalIssuer(
        String issuer, Path jwks, @Nullable Login login) {

    public LocalIssuer {
        if (issuer == null || jwks == null) {
            throw new IllegalArgumentException("localIssuer needs issuer and jwks");
        }
    }

    /**
     * The page on which people sign in.
     *
     * @param key the file of the issuer's private key, a JWK
     * @param passcode the file of what a person must know, whoever they say they are
     */
    public record Login(Path key, Path passcode) {

        public Login {
            if (key == null || passcode == null) {
                throw new IllegalArgumentException("localIssuer.login needs key and passcode");
            }
        }
    }
}
