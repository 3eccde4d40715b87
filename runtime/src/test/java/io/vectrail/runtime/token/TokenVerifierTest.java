package io.vectrail.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an issuer behind a real socket that counts how often it is asked. */
class TokenVerifierTest {

    private static final String ISSUER = "https://issuer.example";

    /** Made once: each takes as long as all that is done with it. */
    private static RSAKey key;

    private static RSAKey stranger;

    @TempDir
    Path folder;

    private final AtomicInteger fetches = new AtomicInteger();
    private volatile String published = "{\"keys\":[]}";
    private HttpServer server;
    private TokenVerifier verifier;

    @BeforeAll
    static void makeKeys() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        stranger = new RSAKeyGenerator(2048).generate();
    }

    @BeforeEach
    void start() throws Exception {
        published = new JWKSet(key).toString(true);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            fetches.incrementAndGet();
            byte[] body = published.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        verifier = verifier();
        assertThat(verifier.awaitKeys(Duration.ofSeconds(10))).isTrue();
    }

    @AfterEach
    void stop() {
        verifier.close();
        server.stop(0);
    }

    @Test
    void aGoodTokenSaysWhoItIs() throws Exception {
        Verification result = verify(sign(claims().build()));
        assertThat(result).isInstanceOfSatisfying(Verification.Verified.class, verified -> {
            assertThat(verified.token().subject()).isEqualTo("alice");
            assertThat(verified.token().groups()).containsExactly("research", "eu");
            assertThat(verified.token().clientId()).isEqualTo("app");
        });
    }

    @Test
    void whatIsWrongWithATokenIsSaidWithoutQuotingIt() throws Exception {
        Instant now = Instant.now();
        reject(sign(claims().issuer("https://other.example").build()), "issuer is not known");
        reject(sign(claims().audience("somebody-else").build()), "audience");
        reject(sign(claims().expirationTime(Date.from(now.minusSeconds(61))).build()), "expired");
        reject(sign(claims().expirationTime(null).build()), "no expiry");
        reject(sign(claims().notBeforeTime(Date.from(now.plusSeconds(90))).build()), "not valid yet");
        reject(sign(claims().subject(" ").build()), "subject");
        reject(sign(claims().subject("anonymous").build()), "somebody else");
        reject(sign(claims().subject("hr:alice").build()), "somebody else");
        reject("", "not a signed JWT");
        reject("a.b.c", "not a signed JWT");
        reject("x".repeat(TokenVerifier.MOST_CHARACTERS + 1), "longer than");
        reject(new PlainJWT(claims().build()).serialize(), "not a signed JWT");
    }

    @Test
    void aForgedSignatureIsRejectedHoweverItIsMade() throws Exception {
        String good = sign(claims().build());
        reject(good.substring(0, good.length() - 8) + "AAAAAAAA", "does not verify");
        RSAKey other = stranger;
        reject(sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), other), "does not verify");
        SignedJWT hmac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims().build());
        hmac.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        reject(hmac.serialize(), "algorithm is not allowed");
        JWSHeader ownKey = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("k1")
                .jwk(other.toPublicJWK())
                .build();
        reject(sign(ownKey, other), "brings its own key");
        JWSHeader elsewhere = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("../../etc/passwd")
                .jwkURL(URI.create("http://127.0.0.1:1/keys"))
                .build();
        reject(sign(elsewhere, other), "brings its own key");
    }

    @Test
    void anUnknownKeyIdFetchesTheKeysOnceHoweverOftenItComes() throws Exception {
        String token =
                sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unknown").build(), stranger);
        int before = fetches.get();
        for (int i = 0; i < 20; i++) {
            reject(token, "no key of its issuer");
        }
        assertThat(fetches.get() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void theLastGoodKeysOutliveTheIssuer() throws Exception {
        String token = sign(claims().build());
        verifier.close();
        server.stop(0);
        verifier = verifier();
        assertThat(verify(token)).isInstanceOf(Verification.Verified.class);
    }

    @Test
    void anEmptyOrBrokenKeySetChangesNothing() throws Exception {
        published = "{\"keys\":[]}";
        verifier.close();
        verifier = verifier();
        assertThat(verify(sign(claims().build()))).isInstanceOf(Verification.Verified.class);
    }

    @Test
    void aSignedTokenWithOddClaimsIsRejectedAndNothingIsThrown() throws Exception {
        reject(
                sign(claims().audience((List<String>) null)
                        .claim("aud", java.util.Arrays.asList((String) null))
                        .build()),
                "");
        reject("bnVsbA.e30.AA", "not a signed JWT");
    }

    private TokenVerifier verifier() {
        URI jwks = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
        return new TokenVerifier(
                List.of(
                        new IssuerSettings(ISSUER, jwks, "vectrail", null),
                        new IssuerSettings("https://hr.example", jwks, "vectrail", "hr")),
                folder,
                Clock.systemUTC());
    }

    private void reject(String token, String reason) {
        assertThat(verify(token))
                .isInstanceOfSatisfying(
                        Verification.Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains(reason));
    }

    private Verification verify(String token) {
        return verifier.verify(token)
                .toCompletableFuture()
                .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    private String sign(JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static String sign(JWSHeader header, RSAKey with) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims().build());
        jwt.sign(new RSASSASigner(with));
        return jwt.serialize();
    }

    private static JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("alice")
                .audience("vectrail")
                .claim("groups", List.of("research", "eu"))
                .claim("azp", "app")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)));
    }
}
