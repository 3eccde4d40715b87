package io.vectrail.replay.access.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each setting that is wrong says so by its name, before anybody signs in. */
class SamlSettingsTest {

    private static final URI SSO = URI.create("https://idp.example/sso");
    private static final List<Path> CERTIFICATES = List.of(Path.of("idp.pem"));

    @Test
    void whatIsNotSaidHasADefault() {
        SamlSettings settings = settings("idp", SSO, CERTIFICATES, "sp", null, null);
        assertThat(settings.groups()).containsExactly("groups");
        assertThat(settings.prefix()).isEqualTo("saml");
        assertThat(settings.clockSkew()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.name()).isEqualTo("single sign-on");
    }

    @Test
    void whatIsMissingIsNamed() {
        refused(() -> settings(null, SSO, CERTIFICATES, "sp", null, null), "issuer, ssoUrl and entityId");
        refused(() -> settings("idp", null, CERTIFICATES, "sp", null, null), "issuer, ssoUrl and entityId");
        refused(() -> settings("idp", SSO, CERTIFICATES, null, null, null), "issuer, ssoUrl and entityId");
        refused(() -> settings("idp", SSO, List.of(), "sp", null, null), "needs certificates");
        refused(() -> settings("idp", SSO, CERTIFICATES, "sp", Path.of("sp.pem"), null), "go together");
    }

    @Test
    void whatIsWrongIsNamed() {
        refused(() -> settings("idp", URI.create("ftp://idp"), CERTIFICATES, "sp", null, null), "ssoUrl");
        refused(() -> settings("idp", URI.create("https://idp/#x"), CERTIFICATES, "sp", null, null), "ssoUrl");
        refused(() -> settings(" idp", SSO, CERTIFICATES, "sp", null, null), "issuer");
        refused(() -> settings("idp", SSO, CERTIFICATES, "", null, null), "entityId");
        refused(() -> more("key", null, null), "prefix");
        refused(() -> more("token", null, null), "prefix");
        refused(() -> more("a:b", null, null), "prefix");
        refused(() -> more(null, Duration.ofSeconds(61), null), "clockSkew");
        refused(() -> more(null, null, " "), "name");
    }

    private static void refused(Runnable made, String why) {
        assertThatIllegalArgumentException().isThrownBy(made::run).withMessageContaining(why);
    }

    private static SamlSettings settings(
            @Nullable String issuer,
            @Nullable URI sso,
            List<Path> certificates,
            @Nullable String entityId,
            @Nullable Path certificate,
            @Nullable Path key) {
        return new SamlSettings(
                issuer, sso, null, certificates, entityId, certificate, key, null, null, null, null, null);
    }

    private static SamlSettings more(@Nullable String prefix, @Nullable Duration skew, @Nullable String name) {
        return new SamlSettings("idp", SSO, null, CERTIFICATES, "sp", null, null, null, null, prefix, skew, name);
    }
}
