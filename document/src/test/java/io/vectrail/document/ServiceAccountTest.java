package io.vectrail.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.ServiceAccountCredentials;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.vectrail.local.testkit.ServiceAccountKey;
import io.vectrail.provider.CredentialForm;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAccountTest {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

    /** Making one takes a while. */
    private static final ServiceAccountKey KEY = new ServiceAccountKey("auditor@my-project.iam.gserviceaccount.com");

    private final ServiceAccount account = ServiceAccount.of(KEY.json());

    /** Google's own library decides what such a token looks like. */
    @Test
    void aTokenIsWhatGooglesLibraryMakes() throws Exception {
        SignedJWT ours = SignedJWT.parse(account.token(NOW));
        List<String> header =
                ServiceAccountCredentials.fromStream(
                                new ByteArrayInputStream(KEY.json().getBytes(StandardCharsets.UTF_8)))
                        .toBuilder()
                        .setScopes(Set.of("https://www.googleapis.com/auth/cloud-platform"))
                        .setUseJwtAccessWithScope(true)
                        .build()
                        .getRequestMetadata(URI.create("https://us-central1-aiplatform.googleapis.com/v1/projects"))
                        .get("Authorization");
        SignedJWT theirs =
                SignedJWT.parse(Objects.requireNonNull(header).getFirst().substring("Bearer ".length()));

        assertThat(ours.getHeader().toJSONObject()).isEqualTo(theirs.getHeader().toJSONObject());
        assertThat(ours.getJWTClaimsSet().getClaims().keySet())
                .isEqualTo(theirs.getJWTClaimsSet().getClaims().keySet());
        for (String claim : Set.of("iss", "sub", "scope")) {
            assertThat(ours.getJWTClaimsSet().getClaim(claim))
                    .as(claim)
                    .isEqualTo(theirs.getJWTClaimsSet().getClaim(claim));
        }
        assertThat(ours.verify(new RSASSAVerifier(KEY.verifying()))).isTrue();
        assertThat(theirs.verify(new RSASSAVerifier(KEY.verifying()))).isTrue();
        assertThat(ours.getJWTClaimsSet().getIssueTime().toInstant()).isEqualTo(NOW);
        assertThat(ours.getJWTClaimsSet().getExpirationTime().toInstant()).isEqualTo(NOW.plusSeconds(3600));
    }

    @Test
    void aTokenServesUntilAQuarterOfAnHourBeforeItsEnd() {
        String first = account.token(NOW);
        assertThat(account.token(NOW.plus(Duration.ofMinutes(44)))).isEqualTo(first);
        String second = account.token(NOW.plus(Duration.ofMinutes(45)));
        assertThat(second).isNotEqualTo(first);
        assertThat(account.secrets()).containsExactly(second, first);
        // The clock was set back: the second is not valid yet.
        assertThat(account.token(NOW)).isNotEqualTo(second);
    }

    @Test
    void aClockThatIsSetBackTwiceMakesNoTokenForgotten() {
        List<String> tokens = new ArrayList<>();
        for (int back = 0; back < 5; back++) {
            tokens.addFirst(account.token(NOW.minusSeconds(60L * back)));
        }
        assertThat(account.secrets()).containsExactlyElementsOf(tokens.subList(0, 4));
    }

    @Test
    void theSameKeyIsTheSameCredential() {
        ServiceAccount again = ServiceAccount.of(KEY.json());
        var _ = again.token(NOW);
        assertThat(again).isEqualTo(account).hasSameHashCodeAs(account);
        assertThat(ServiceAccount.of(new ServiceAccountKey("auditor@my-project.iam.gserviceaccount.com").json()))
                .isNotEqualTo(account);
    }

    @Test
    void neitherKeyNorTokenIsPrinted() {
        assertThat(account.secrets()).isEmpty();
        var _ = account.token(NOW);
        assertThat(account.toString()).isEqualTo("ServiceAccount[…]");
        assertThat(account.secrets()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{\"type\":\"authorized_user\",\"client_id\":\"a\",\"refresh_token\":\"hush\"}",
                "{\"type\":\"service_account\",\"client_email\":\"a\",\"private_key_id\":\"1\"}",
                "{\"type\":\"service_account\",\"client_email\":\"a\",\"private_key_id\":\"1\",\"private_key\":\"hush\"}",
                "{\"type\":\"service_account\",\"client_email\":\"a\",\"private_key_id\":\"1\",\"private_key\":\"hush!\\u0000\"}",
                "{\"type\":\"service_account\",\"client_email\":\"a\",\"private_key_id\":\"1\",\"private_key\":[\"hush\"]}",
                "",
                "[]",
                "\"ya29.hush\"",
                "'ya29.hush'",
                "ya29.hush,ya29.hush",
                "Bearer ya29.hush",
                "ya29=hush",
                "ya29.hüsh"
            })
    void anythingElseIsNoneAndIsNotQuoted(String json) {
        assertThatThrownBy(() ->
                        CredentialReading.of(CredentialForm.GOOGLE_CLOUD_TOKEN).read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be the JSON key of a service account")
                .hasMessageNotContaining("hush");
    }

    @Test
    void whatStandsBehindAKeyFileIsNotPassedOver() {
        for (String more : List.of("{}", KEY.json(), "x", "}", ",")) {
            assertThatThrownBy(() -> CredentialReading.of(CredentialForm.GOOGLE_CLOUD_TOKEN)
                            .read(KEY.json() + more))
                    .as(more)
                    .hasMessageContaining("must be the JSON key of a service account");
        }
        assertThat(ServiceAccount.of(KEY.json() + "\n \n")).isEqualTo(account);
    }

    @Test
    void anAccessTokenIsShownAsItIs() {
        assertThat(CredentialReading.of(CredentialForm.GOOGLE_CLOUD_TOKEN).read("ya29.token\n"))
                .isEqualTo(new ApiKey("ya29.token"));
        for (String token : List.of("ya29.c.c0_A-b....", "a~b+c/d==", "eyJ0.eyJ1.c2ln")) {
            assertThat(CredentialReading.GOOGLE_CLOUD.read(token)).isEqualTo(new ApiKey(token));
        }
    }
}
