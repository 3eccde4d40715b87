package io.vectrail.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issuers that publish where their keys are, change them, sign in many ways, or are asked about each token. */
class IssuersTest {

    @AutoClose
    private final ScriptedIssuer issuer = new ScriptedIssuer();

    private @Nullable TokenVerifier verifier;

    IssuersTest() throws Exception {}

    private static IssuerSettings settings(
            String issuer, List<String> algorithms, @Nullable IntrospectionSettings introspection) {
        return new IssuerSettings(
                issuer, null, List.of("vectrail"), null, algorithms, null, null, null, null, null, introspection);
    }

    private TokenVerifier verifier(IssuerSettings settings) {
        TokenVerifier made = new TokenVerifier(List.of(settings), null, Clock.systemUTC());
        verifier = made;
        return made;
    }

    @AfterEach
    void close() {
        if (verifier != null) {
            verifier.close();
        }
    }

    private void publish(JWK... keys) {
        List<JWK> published = new ArrayList<>();
        for (JWK key : keys) {
            published.add(key.toPublicJWK() == null ? key : key.toPublicJWK());
        }
        issuer.answers.put("/keys", new JWKSet(published).toString());
        issuer.answers.put(
                ScriptedIssuer.METADATA,
                "{\"issuer\":\"" + issuer.address() + "\",\"jwks_uri\":\"" + issuer.at("/keys")
                        + "\",\"introspection_endpoint\":\"" + issuer.at("/introspect") + "\"}");
    }

    private static Verification verify(TokenVerifier verifier, String token) {
        CompletableFuture<Verification> done = verifier.verify(token).toCompletableFuture();
        return done.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static void accept(TokenVerifier verifier, String token) {
        assertThat(verify(verifier, token)).isInstanceOf(Verification.Verified.class);
    }

    private static void reject(TokenVerifier verifier, String token, String reason) {
        assertThat(verify(verifier, token))
                .isInstanceOfSatisfying(
                        Verification.Rejected.class,
                        rejection -> assertThat(rejection.reason()).contains(reason));
    }

    @Test
    void keysAreFoundWhereTheIssuerSaysAndTokensOfEachAlgorithmVerify() throws Exception {
        JWK rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        JWK p256 = new ECKeyGenerator(Curve.P_256).keyID("p256").generate();
        JWK p384 = new ECKeyGenerator(Curve.P_384).keyID("p384").generate();
        JWK p521 = new ECKeyGenerator(Curve.P_521).keyID("p521").generate();
        JWK edwards = new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed").generate();
        publish(rsa, p256, p384, p521, edwards);
        List<String> all = List.of(
                "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519");
        TokenVerifier verifier = verifier(settings(issuer.address(), all, null));
        assertThat(verifier.awaitKeys(Duration.ofSeconds(10))).isTrue();
        for (String name : all) {
            JWK key = switch (name) {
                case "ES256" -> p256;
                case "ES384" -> p384;
                case "ES512" -> p521;
                case "EdDSA", "Ed25519" -> edwards;
                default -> rsa;
            };
            String token = ScriptedIssuer.signed(
                    JWSAlgorithm.parse(name), key, issuer.claims().build());
            accept(verifier, token);
            int at = token.lastIndexOf('.') + 10;
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            reject(verifier, token.substring(0, at) + other + token.substring(at + 1), "");
        }
    }

    @Test
    void anAlgorithmThatIsNotAllowedForTheIssuerIsRejectedHoweverWellItVerifies() throws Exception {
        JWK edwards = new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed").generate();
        publish(edwards);
        TokenVerifier verifier = verifier(settings(issuer.address(), List.of("RS256"), null));
        verifier.awaitKeys(Duration.ofSeconds(10));
        reject(
                verifier,
                ScriptedIssuer.signed(
                        JWSAlgorithm.EdDSA, edwards, issuer.claims().build()),
                "algorithm");
    }

    @Test
    void aKeyThatIsPublishedLaterIsFoundByTheFirstTokenThatItSigned() throws Exception {
        JWK first = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
        JWK second = new ECKeyGenerator(Curve.P_256).keyID("second").generate();
        publish(first);
        MovableClock clock = new MovableClock();
        TokenVerifier verifier =
                new TokenVerifier(List.of(settings(issuer.address(), List.of("ES256"), null)), null, clock);
        this.verifier = verifier;
        assertThat(verifier.awaitKeys(Duration.ofSeconds(10))).isTrue();
        accept(
                verifier,
                ScriptedIssuer.signed(JWSAlgorithm.ES256, first, issuer.claims().build()));
        publish(first, second);
        clock.forward(IssuerKeys.MOST_OFTEN);
        accept(
                verifier,
                ScriptedIssuer.signed(
                        JWSAlgorithm.ES256, second, issuer.claims().build()));
        publish(second);
        clock.forward(Duration.ofMinutes(5));
        // Whatever the first one signed is forgotten with it.
        String gone =
                ScriptedIssuer.signed(JWSAlgorithm.ES256, first, issuer.claims().build());
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> reject(verifier, gone, "key id"));
    }

    @Test
    void aSymmetricKeyInAKeySetVerifiesNothing() throws Exception {
        OctetSequenceKey secret =
                new OctetSequenceKeyGenerator(256).keyID("shared").generate();
        JWK good = new ECKeyGenerator(Curve.P_256).keyID("good").generate();
        issuer.answers.put("/keys", "{\"keys\":[" + secret.toJSONString() + "," + good.toPublicJWK() + "]}");
        IssuerSettings settings = new IssuerSettings(issuer.address(), issuer.at("/keys"), "vectrail", null);
        TokenVerifier verifier = verifier(settings);
        assertThat(verifier.awaitKeys(Duration.ofSeconds(10))).isTrue();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("shared").build(),
                issuer.claims().build());
        jwt.sign(new MACSigner(secret));
        reject(verifier, jwt.serialize(), "algorithm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout+jwt", "secevent+jwt", "dpop+jwt", "x"})
    void aTokenOfAnotherTypeLetsNobodyIn(String type) throws Exception {
        JWK key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        publish(key);
        TokenVerifier verifier = verifier(settings(issuer.address(), List.of("ES256"), null));
        verifier.awaitKeys(Duration.ofSeconds(10));
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k");
        reject(
                verifier,
                ScriptedIssuer.signed(
                        header.type(new JOSEObjectType(type)).build(),
                        key,
                        issuer.claims().build()),
                "type");
        accept(
                verifier,
                ScriptedIssuer.signed(
                        header.type(new JOSEObjectType("at+JWT")).build(),
                        key,
                        issuer.claims().build()));
    }

    @Test
    void metadataOfAnotherIssuerNamesNoKeys() throws Exception {
        publish(new ECKeyGenerator(Curve.P_256).keyID("k").generate());
        issuer.answers.put(
                ScriptedIssuer.METADATA,
                "{\"issuer\":\"https://other.example\",\"jwks_uri\":\"" + issuer.at("/keys") + "\"}");
        TokenVerifier verifier = verifier(settings(issuer.address(), List.of("ES256"), null));
        Awaitility.await().until(() -> issuer.asked(ScriptedIssuer.METADATA) > 1);
        assertThat(issuer.asked("/keys")).isZero();
        assertThat(verifier.awaitKeys(Duration.ofMillis(10))).isFalse();
    }

    @Test
    void anIssuerIsAskedOnceAboutATokenThatIsNoJwt() throws Exception {
        publish(new ECKeyGenerator(Curve.P_256).keyID("k").generate());
        IntrospectionSettings introspection =
                new IntrospectionSettings(null, "ed:ge", "s&cret", Duration.ofSeconds(30));
        TokenVerifier verifier = verifier(settings(issuer.address(), List.of("ES256"), introspection));
        issuer.answers.put("/introspect", answer("true", "vectrail", issuer.address()));
        for (int i = 0; i < 5; i++) {
            assertThat(verify(verifier, "opaque+1"))
                    .isInstanceOfSatisfying(
                            Verification.Verified.class,
                            verified -> assertThat(verified.token().groups()).containsExactly("x"));
        }
        // Its keys are fetched meanwhile.
        ScriptedIssuer.Asked asked = issuer.asked.stream()
                .filter(each -> each.path().equals("/introspect"))
                .findFirst()
                .orElseThrow();
        assertThat(asked.body()).isEqualTo("token=opaque%2B1&token_type_hint=access_token");
        // Both are form-encoded first (RFC 6749, section 2.3.1).
        assertThat(asked.authorization())
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString("ed%3Age:s%26cret".getBytes()));
        assertThat(issuer.asked("/introspect")).isEqualTo(1);
    }

    @Test
    void whatAnIssuerSaidIsRememberedWhenItsKeysChange() throws Exception {
        TokenVerifier verifier = verifier(settings(
                issuer.address(),
                List.of("ES256"),
                new IntrospectionSettings(issuer.at("/introspect"), "edge", "s", Duration.ofSeconds(30))));
        issuer.answers.put("/introspect", answer("true", "vectrail", issuer.address()));
        accept(verifier, "opaque");
        publish(new ECKeyGenerator(Curve.P_256).keyID("k").generate());
        assertThat(verifier.awaitKeys(Duration.ofSeconds(10))).isTrue();
        accept(verifier, "opaque");
        assertThat(issuer.asked("/introspect")).isEqualTo(1);
    }

    private static String answer(String active, String audience, String from) {
        long expires = System.currentTimeMillis() / 1000 + 600;
        return "{\"active\":" + active + ",\"sub\":\"alice\",\"groups\":[\"x\"],\"iss\":\"" + from + "\",\"aud\":\""
                + audience + "\",\"exp\":" + expires + "}";
    }

    @Test
    void whatTheIssuerSaysMustBeWhatATokenWouldSay() throws Exception {
        publish(new ECKeyGenerator(Curve.P_256).keyID("k").generate());
        TokenVerifier verifier = verifier(settings(
                issuer.address(),
                List.of("ES256"),
                new IntrospectionSettings(issuer.at("/introspect"), "edge", "s", null)));
        issuer.answers.put("/introspect", "{\"active\":false}");
        reject(verifier, "a", "not active");
        issuer.answers.put("/introspect", answer("\"true\"", "vectrail", issuer.address()));
        reject(verifier, "b", "not active");
        issuer.answers.put("/introspect", answer("true", "other", issuer.address()));
        reject(verifier, "c", "audience");
        issuer.answers.put("/introspect", answer("true", "vectrail", "https://other.example"));
        reject(verifier, "d", "somebody else");
        issuer.answers.put("/introspect", "[");
        reject(verifier, "e", "cannot be asked");
        issuer.answers.remove("/introspect");
        reject(verifier, "f", "cannot be asked");
        // That it could not be asked is not remembered.
        issuer.answers.put("/introspect", answer("true", "vectrail", issuer.address()));
        accept(verifier, "f");
    }

    @Test
    void aFloodOfMadeUpTokensAsksTheIssuerAboutFewAtOnce() throws Exception {
        List<CompletableFuture<Verification>> all = new ArrayList<>();
        TokenVerifier verifier;
        // Takes connections and says nothing: as soon as one that is asked answers, the next may be.
        try (ServerSocket silent = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
            verifier = verifier(new IssuerSettings(
                    issuer.address(),
                    issuer.at("/keys"),
                    List.of("vectrail"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    new IntrospectionSettings(
                            URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/introspect"),
                            "edge",
                            "s",
                            null)));
            for (int i = 0; i < 1000; i++) {
                all.add(verifier.verify("made-up-" + i).toCompletableFuture());
            }
        }
        List<Verification> results = all.stream()
                .map(each -> each.orTimeout(20, TimeUnit.SECONDS).join())
                .toList();
        assertThat(results)
                .hasOnlyElementsOfTypes(Verification.Rejected.class, Verification.Busy.class)
                .hasAtLeastOneElementOfType(Verification.Busy.class);
        issuer.answers.put("/introspect", answer("true", "vectrail", issuer.address()));
        assertThat(verify(verifier, "made-up-0")).isInstanceOf(Verification.Rejected.class);
    }
}
