package io.vectrail.load.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.vectrail.runtime.token.IssuerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** An issuer behind a socket, with a key on P-256 and an RSA key of 2048 bits. */
final class SigningIssuer implements AutoCloseable {

    private static final String NAME = "https://issuer.example";

    private final ECKey curve;
    private final JWSSigner curveSigner;
    private final JWSSigner rsaSigner;
    private final HttpServer server;

    SigningIssuer() {
        try {
            curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
            RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
            curveSigner = new ECDSASigner(curve);
            rsaSigner = new RSASSASigner(rsa);
            server = publishing(new JWKSet(List.of(curve, rsa)).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has these algorithms", e);
        }
    }

    private static HttpServer publishing(String keys) throws IOException {
        byte[] answer = keys.getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    IssuerSettings settings() {
        URI jwks = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new IssuerSettings(NAME, jwks, "vectrail", null);
    }

    String es256(int number) throws JOSEException {
        return token(JWSAlgorithm.ES256, "curve", curveSigner, number);
    }

    String rs256(int number) throws JOSEException {
        return token(JWSAlgorithm.RS256, "rsa", rsaSigner, number);
    }

    private static String token(JWSAlgorithm algorithm, String key, JWSSigner signer, int number) throws JOSEException {
        Instant now = Instant.now();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key).build(),
                new JWTClaimsSet.Builder()
                        .issuer(NAME)
                        .audience("vectrail")
                        .subject("person-" + number)
                        .claim("groups", List.of("research", "production", "europe", "readers"))
                        .claim("name", "Somebody with a name")
                        .claim("email", "person-" + number + "@example.com")
                        .claim("scope", "openid profile email offline_access")
                        .claim("azp", "notebook")
                        .jwtID("0198f3c2-7c1d-7d8a-9b7e-" + number)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(36_000)))
                        .build());
        jwt.sign(signer);
        return jwt.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
