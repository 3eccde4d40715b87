package io.vectrail.replay.access.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.vectrail.document.Revocations;
import io.vectrail.document.key.KeyKind;
import io.vectrail.document.key.KeyVerifier;
import io.vectrail.replay.access.Authentication;
import io.vectrail.replay.access.ConsoleSession;
import io.vectrail.replay.access.Role;
import io.vectrail.replay.access.RoleGroups;
import io.vectrail.replay.access.login.LoginOutcome.Failed;
import io.vectrail.replay.access.login.LoginOutcome.Failure;
import io.vectrail.replay.access.login.LoginOutcome.SignedIn;
import io.vectrail.replay.access.saml.SamlProvider;
import io.vectrail.runtime.token.IssuerSettings;
import io.vectrail.runtime.token.ServiceAccount;
import io.vectrail.runtime.token.TokenVerifier;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a provider says is believed as far as it is signed, and meant for this login; real sockets. */
class OpenIdLoginTest {

    private static final URI HERE = URI.create("https://vectrail.example");

    private Duration later = Duration.ZERO;
    private final Clock clock = ((InstantSource) () -> Instant.now().plus(later)).withZone(ZoneOffset.UTC);
    private ScriptedProvider provider;
    private TokenVerifier tokens;
    private OpenIdLogin login;
    private Authentication people;

    @BeforeEach
    void start() throws Exception {
        provider = new ScriptedProvider();
        IssuerSettings issuer =
                new IssuerSettings(provider.issuer(), URI.create(provider.issuer() + "/keys"), "vectrail", "idp");
        IssuerSettings first = new IssuerSettings("https://other.example", URI.create("http://127.0.0.1:1"), "v", null);
        tokens = new TokenVerifier(List.of(first, issuer), null, clock);
        people = new Authentication(
                tokens,
                new KeyVerifier(KeyKind.API, id -> null, clock),
                new RoleGroups(Map.of("auditor", List.of("auditors")), Map.of()),
                () -> Revocations.NONE);
        OpenIdSettings openId = new OpenIdSettings(provider.issuer(), "console", "s&cret", null, "Acme");
        login = new OpenIdLogin(
                new LoginSettings(HERE, openId, null, null),
                openId,
                List.of(first, issuer),
                people,
                new SecureRandom(),
                clock);
    }

    @AfterEach
    void stop() {
        login.close();
        tokens.close();
        provider.close();
    }

    @Test
    void somebodyIsWhomTheIdTokenNames() throws Exception {
        Begun begun = begin("/keys");
        assertThat(begun.asked("redirect_uri")).isEqualTo("https://vectrail.example/login/openid/callback");
        assertThat(begun.asked("scope")).isEqualTo("openid profile");
        provider.answersWith(provider.claims(begun.asked("nonce")).build());
        assertThat(finish(begun)).isInstanceOfSatisfying(SignedIn.class, signedIn -> {
            assertThat(signedIn.person().subject()).isEqualTo("idp:alice");
            assertThat(signedIn.person().roles()).containsExactly(Role.AUDITOR);
            assertThat(signedIn.next()).isEqualTo("/keys");
            URI out = signOut(signedIn.origin());
            assertThat(out.toString()).startsWith(provider.issuer() + "/end?");
            assertThat(out.getQuery())
                    .contains("id_token_hint=ey", "post_logout_redirect_uri=https://vectrail.example/sign-in");
            assertThat(signedIn.toString()).doesNotContain("eyJ");
        });
        ScriptedProvider.Asked asked = provider.asked.getFirst();
        assertThat(asked.authorization())
                .as("the secret is form-encoded first")
                .isEqualTo("Basic Y29uc29sZTpzJTI2Y3JldA==");
        assertThat(asked.body()).contains("code_verifier=", "code=c0de").doesNotContain("cret");
    }

    @Test
    void anIdTokenOfAnotherLoginIsNone() throws Exception {
        refused(claims(null), Failure.UNTRUSTED);
        refused(claims("another"), Failure.UNTRUSTED);
    }

    @Test
    void anIdTokenForSomebodyElseIsNone() throws Exception {
        Begun begun = begin("/search");
        String nonce = begun.asked("nonce");
        List<JWTClaimsSet.Builder> wrong = List.of(
                provider.claims(nonce).audience("vectrail"),
                provider.claims(nonce).audience(List.of("console", "other")),
                provider.claims(nonce).audience(List.of("console", "other")).claim("azp", "other"),
                provider.claims(nonce).claim("azp", "other"),
                provider.claims(nonce).issuer("https://evil.example"),
                provider.claims(nonce).subject(null),
                provider.claims(nonce).subject("other:bob").claim("sub", ""),
                provider.claims(nonce).expirationTime(null),
                provider.claims(nonce).expirationTime(Date.from(Instant.now().minusSeconds(120))),
                provider.claims(nonce).notBeforeTime(Date.from(Instant.now().plusSeconds(600))));
        for (JWTClaimsSet.Builder claims : wrong) {
            provider.answersWith(claims.build());
            assertThat(finish(begun))
                    .as(claims.build().toString())
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.why()).isEqualTo(Failure.UNTRUSTED));
        }
        provider.answersWith(provider.claims(nonce)
                .audience(List.of("console", "other"))
                .claim("azp", "console")
                .build());
        assertThat(finish(begun)).isInstanceOf(SignedIn.class);
    }

    @Test
    void anIdTokenThatNobodySignedOrSomebodyElseDidIsNone() throws Exception {
        Begun begun = begin("/search");
        JWTClaimsSet claims = provider.claims(begun.asked("nonce")).build();
        for (String token : List.of(
                new PlainJWT(claims).serialize(),
                ScriptedProvider.signed(
                        claims, new ECKeyGenerator(Curve.P_256).keyID("k").generate()),
                ScriptedProvider.signed(claims, provider.key) + "x")) {
            provider.answersWith(token);
            assertThat(finish(begun)).isInstanceOf(Failed.class);
        }
    }

    @Test
    void aProviderThatSaysNothingOfUseLetsNobodyIn() throws Exception {
        for (String answer :
                List.of("{}", "[", "{\"id_token\":5}", "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}")) {
            provider.answers.put("/token", answer);
            fails(finish(begin("/search")), Failure.UNAVAILABLE);
        }
        provider.tokenStatus = 400;
        provider.answers.put("/token", "{\"error\":\"invalid_grant\"}");
        fails(finish(begin("/search")), Failure.UNAVAILABLE);
    }

    @Test
    void aBrowserComesBackFromTheLoginThatItBegan() throws Exception {
        Begun begun = begin("/search");
        provider.answersWith(provider.claims(begun.asked("nonce")).build());
        fails(login.finish(query("code", "c", "state", "other"), Optional.of(begun.cookie())), Failure.EXPIRED);
        fails(login.finish(query("code", "c"), Optional.of(begun.cookie())), Failure.EXPIRED);
        fails(login.finish(query("state", begun.asked("state")), Optional.of(begun.cookie())), Failure.UNTRUSTED);
        fails(login.finish(back(begun), Optional.empty()), Failure.EXPIRED);
        fails(login.finish(back(begun), Optional.of("A".repeat(80))), Failure.EXPIRED);
        fails(login.finish(back(begun), Optional.of(begin("/x").cookie())), Failure.EXPIRED);
        Map<String, List<String>> mixedUp = new HashMap<>(back(begun));
        mixedUp.put("iss", List.of("https://evil.example"));
        fails(login.finish(mixedUp, Optional.of(begun.cookie())), Failure.UNTRUSTED);
        later = Duration.ofMinutes(10);
        fails(login.finish(back(begun), Optional.of(begun.cookie())), Failure.EXPIRED);
        assertThat(provider.asked).isEmpty();
    }

    @Test
    void aCookieThatWasChangedIsNone() throws Exception {
        Begun begun = begin("/search");
        for (int i = 0; i < begun.cookie().length(); i += 7) {
            char[] changed = begun.cookie().toCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            fails(login.finish(back(begun), Optional.of(new String(changed))), Failure.EXPIRED);
        }
    }

    @Test
    void aProviderWhoseMetadataIsAnothersIsNotAsked() {
        provider.answers.put(
                "/.well-known/openid-configuration",
                provider.metadata("").replace("\"issuer\":\"http://127", "\"issuer\":\"http://128"));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> login.begin("/search")))
                .isInstanceOf(java.io.IOException.class)
                .hasMessageContaining("another issuer's");
    }

    @Test
    void settingsSayWhatIsMissing() {
        OpenIdSettings openId = new OpenIdSettings("https://idp.example", "c", null, null, null);
        for (String url : List.of(
                "vectrail.example",
                "ftp://v.example",
                "https://v.example/path",
                "https://v.example/?a",
                "https://u@v.example")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LoginSettings(URI.create(url), openId, null, null))
                    .withMessageContaining("login.url");
        }
        assertThat(new LoginSettings(URI.create("https://v.example/"), openId, null, null).url())
                .hasToString("https://v.example");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoginSettings(URI.create("https://v.example"), null, null, null))
                .withMessageContaining("openId or saml");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OpenIdSettings("https://i", "c", null, List.of("profile"), null))
                .withMessageContaining("openid");
        assertThat(new OpenIdSettings("https://i", "c", "hidden", null, null).toString())
                .doesNotContain("hidden");
    }

    /** Where its own people have no prefix, as those of the first issuer. */
    @Test
    void nobodyOfThisProviderIsCalledAsSomebodyOfTheSamlProviderOrAProgram(@TempDir Path folder) throws Exception {
        login.close();
        IssuerSettings only = new IssuerSettings(
                provider.issuer(),
                URI.create(provider.issuer() + "/keys"),
                List.of("vectrail"),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new ServiceAccount("billing", null, List.of("auditors"))),
                null);
        OpenIdSettings openId = new OpenIdSettings(provider.issuer(), "console", "s&cret", null, "Acme");
        login = new OpenIdLogin(
                new LoginSettings(HERE, openId, SamlProvider.settings(folder), null),
                openId,
                List.of(only),
                people,
                new SecureRandom(),
                clock);
        for (String subject : List.of("saml:alice", "token:alice/x", "key:a", "anonymous", "billing")) {
            Begun begun = begin("/search");
            provider.answersWith(
                    provider.claims(begun.asked("nonce")).subject(subject).build());
            assertThat(finish(begun)).as(subject).isInstanceOf(Failed.class);
        }
    }

    private record Begun(URI address, String cookie) {

        String asked(String name) {
            return Arrays.stream(address.getQuery().split("&"))
                    .filter(each -> each.startsWith(name + "="))
                    .map(each -> each.substring(name.length() + 1))
                    .findFirst()
                    .orElseThrow()
                    .replace('+', ' ');
        }
    }

    private Begun begin(String next) throws Exception {
        Login.Begun begun = login.begin(next);
        return new Begun(begun.address(), begun.cookie());
    }

    private LoginOutcome finish(Begun begun) throws InterruptedException {
        return login.finish(back(begun), Optional.of(begun.cookie()));
    }

    private static Map<String, List<String>> back(Begun begun) {
        return query("code", "c0de", "state", begun.asked("state"));
    }

    private static Map<String, List<String>> query(String... namesAndValues) {
        Map<String, List<String>> query = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return query;
    }

    private JWTClaimsSet.Builder claims(@Nullable String nonce) {
        return provider.claims("").claim("nonce", nonce);
    }

    private void refused(JWTClaimsSet.Builder claims, Failure why) throws Exception {
        Begun begun = begin("/search");
        provider.answersWith(claims.build());
        fails(finish(begun), why);
    }

    private static void fails(LoginOutcome outcome, Failure why) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.why()).isEqualTo(why));
    }

    private URI signOut(ConsoleSession.Origin origin) {
        try {
            return login.signOut((ConsoleSession.Origin.OpenId) origin).orElseThrow();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
