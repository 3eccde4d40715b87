package io.vectrail.replay.access.saml;

import io.vectrail.local.testkit.Authority;
import io.vectrail.local.testkit.IssuedCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An identity provider, this service as it is registered there, and a stranger; the keys are made once. */
final class Parties {

    static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String ISSUER = "https://idp.example/metadata";
    static final String ENTITY_ID = "https://vectrail.example/saml";
    static final URI ACS = URI.create("https://vectrail.example/login/saml/acs");
    static final URI TOKEN_ENDPOINT = URI.create("https://vectrail.example/oauth/token");
    static final String REQUEST = "_4f6a";

    private static final Authority AUTHORITY = Authority.named("saml");
    static final IssuedCertificate IDP = issued("RSA");
    static final IssuedCertificate IDP_EC = issued("EC");
    static final IssuedCertificate STRANGER = issued("RSA");
    static final IssuedCertificate STRANGER_EC = issued("EC");
    static final IssuedCertificate SP = issued("RSA");

    private Parties() {}

    static IssuedCertificate issued(String algorithm) {
        return AUTHORITY.issue(algorithm, NOW.minusSeconds(60), NOW.plusSeconds(60));
    }

    /** What is configured, with its files in a folder. */
    static SamlSettings settings(Path folder) {
        return settings(folder, true, null);
    }

    static SamlSettings settings(Path folder, boolean withKey, @Nullable Map<String, String> groupNames) {
        return settings(folder, withKey, groupNames, null);
    }

    static SamlSettings settings(
            Path folder, boolean withKey, @Nullable Map<String, String> groupNames, @Nullable URI sloUrl) {
        try {
            Path provider =
                    Files.writeString(folder.resolve("idp.pem"), IDP_EC.certificatePem() + IDP.certificatePem());
            Path certificate = folder.resolve("sp.pem");
            Path key = folder.resolve("sp.key");
            SP.write(certificate, key);
            return new SamlSettings(
                    ISSUER,
                    URI.create("https://idp.example/sso?tenant=a"),
                    sloUrl,
                    List.of(provider),
                    ENTITY_ID,
                    withKey ? certificate : null,
                    withKey ? key : null,
                    List.of("groups", "roles"),
                    groupNames,
                    null,
                    null,
                    "Acme");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SamlVerifier verifier(Path folder) {
        return new SamlVerifier(settings(folder), ACS, TOKEN_ENDPOINT, CLOCK);
    }
}
