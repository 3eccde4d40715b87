package io.vectrail.replay.access.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An OpenID provider behind a real socket that says what the test wants, true or not. */
final class ScriptedProvider implements AutoCloseable {

    /** What came to its token endpoint. */
    record Asked(String body, @Nullable String authorization) {}

    final ECKey key;
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final Map<String, String> answers = new ConcurrentHashMap<>();
    volatile int tokenStatus = 200;
    private final HttpServer server;

    ScriptedProvider() throws IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        answers.put("/keys", new JWKSet(key.toPublicJWK()).toString());
        answers.put(
                "/.well-known/openid-configuration", metadata("\"end_session_endpoint\":\"" + issuer() + "/end\","));
    }

    /** @param more members, each with a comma behind it */
    String metadata(String more) {
        return "{" + more + "\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + issuer()
                + "/keys\",\"authorization_endpoint\":\"" + issuer() + "/auth\",\"token_endpoint\":\"" + issuer()
                + "/token\",\"subject_types_supported\":[\"public\"],\"response_types_supported\":[\"code\"],"
                + "\"id_token_signing_alg_values_supported\":[\"ES256\"]}";
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What an honest provider would put into the ID token of a login. */
    JWTClaimsSet.Builder claims(String nonce) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience("console")
                .subject("alice")
                .claim("groups", List.of("auditors"))
                .claim("nonce", nonce)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
    }

    void answersWith(JWTClaimsSet claims) throws JOSEException {
        answersWith(signed(claims, key));
    }

    void answersWith(String idToken) {
        answers.put("/token", "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken + "\"}");
    }

    static String signed(JWTClaimsSet claims, ECKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.equals("/token")) {
            asked.add(new Asked(body, exchange.getRequestHeaders().getFirst("Authorization")));
        }
        byte[] answer = answers.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
        int status = answer.length == 0 ? 404 : path.equals("/token") ? tokenStatus : 200;
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        try (exchange) {
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
