package io.vectrail.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {

    private static final String JWKS = "/jwks";

    @Test
    void aFetchThatFailsAtOnceIsNotTheLast() throws Exception {
        MovableClock clock = new MovableClock();
        try (ScriptedIssuer issuer = new ScriptedIssuer();
                IssuerHttp http = new IssuerHttp()) {
            IssuerSettings settings = new IssuerSettings(issuer.address(), issuer.at(JWKS), "vectrail", null);
            // Done before whoever asked has anything in hand, as where a connection is refused.
            IssuerKeys keys = new IssuerKeys(settings, null, http, clock, Runnable::run, () -> {});
            keys.refresh(IssuerKeys.MOST_OFTEN).join();
            assertThat(keys.known()).isFalse();

            issuer.answers.put(
                    JWKS, new JWKSet(new RSAKeyGenerator(2048).keyID("k1").generate()).toString(true));
            clock.forward(IssuerKeys.MOST_OFTEN.plus(Duration.ofSeconds(1)));
            keys.refresh(IssuerKeys.MOST_OFTEN).join();
            assertThat(keys.known()).isTrue();
        }
    }
}
