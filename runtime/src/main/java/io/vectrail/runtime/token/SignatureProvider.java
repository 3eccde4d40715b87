package io.vectrail.runtime.token;

import com.nimbusds.jose.JWSVerifier;
import java.security.Provider;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who computes RSA and ECDSA: Conscrypt, which takes a seventh of the JDK's time for ES256, where its library can be loaded. */
final class SignatureProvider {

    private static final Logger LOG = LoggerFactory.getLogger(SignatureProvider.class);
    private static final @Nullable Provider SWIFT = conscrypt();

    private SignatureProvider() {}

    static JWSVerifier swift(JWSVerifier verifier) {
        if (SWIFT != null) {
            verifier.getJCAContext().setProvider(SWIFT);
        }
        return verifier;
    }

    private static @Nullable Provider conscrypt() {
        try {
            return Conscrypt.newProvider();
        } catch (LinkageError e) {
            LOG.info(
                    "signatures are verified by the JDK, since Conscrypt has no library for this system: {}",
                    e.getMessage());
            return null;
        }
    }
}
