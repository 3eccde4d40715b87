package io.vectrail.local.testkit;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import io.vectrail.local.issuer.Issuer;
import io.vectrail.local.process.FreePort;
import io.vectrail.local.process.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A local issuer whose keys are served over HTTP, as the replay service serves them on the platform: at {@code /issuer/jwks} and
 * {@code /issuer/.well-known/openid-configuration} of a free port.
 */
public final class LocalIssuer implements AutoCloseable {
    private static final String PAIR = "private.jwk.json";
    private static @Nullable String firstPair;

    private final int port = FreePort.any();
    private final Path folder;
    private final HttpServer server;
    private Issuer issuer;

    private LocalIssuer(Path folder) {
        this.folder = folder;
        this.issuer = Issuer.open(folder, "http://127.0.0.1:" + port + "/issuer", Clock.systemUTC());
        this.server = serve();
    }

    /**
     * An issuer whose keys are in that folder; serves them at once. Those that a JVM creates begin with the same key pair, since
     * making one takes most of a second: what tells them apart is their name, which has the port.
     */
    public static synchronized LocalIssuer create(Path folder) {
        try {
            if (firstPair != null && !Issuer.exists(folder)) {
                Files.createDirectories(folder);
                WholeFile.writeSecret(folder.resolve(PAIR), firstPair);
            }
            LocalIssuer created = new LocalIssuer(folder);
            firstPair = Files.readString(folder.resolve(PAIR));
            return created;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The {@code iss} claim. */
    public String issuer() {
        return issuer.issuer();
    }

    public String jwksUrl() {
        return issuer.issuer() + "/jwks";
    }

    /** The file with the public keys. */
    public Path jwksFile() {
        return issuer.jwksFile();
    }

    public String audience() {
        return Issuer.AUDIENCE;
    }

    public String keyId() {
        return issuer.keyId();
    }

    /** A token that lives one hour. */
    public String token(String subject, String... groups) {
        return issuer.token(subject, List.of(groups), Duration.ofHours(1));
    }

    public String token(String subject, List<String> groups, Duration ttl) {
        return issuer.token(subject, groups, ttl);
    }

    /** Signs whatever claims. */
    public String sign(JWTClaimsSet claims) {
        return issuer.sign(claims);
    }

    /** Replaces the key pair: what the former key signed is no longer published. */
    public void rotate() {
        try {
            Files.delete(folder.resolve(PAIR));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        issuer = Issuer.open(folder, issuer.issuer(), Clock.systemUTC());
    }

    /** Stops serving the keys; tokens can still be made. */
    @Override
    public void close() {
        server.stop(0);
    }

    private HttpServer serve() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
            made.createContext("/issuer", exchange -> {
                byte[] body = switch (exchange.getRequestURI().getPath()) {
                    case "/issuer/jwks" -> Files.readAllBytes(jwksFile());
                    case "/issuer/.well-known/openid-configuration" ->
                        ("{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + jwksUrl() + "\"}")
                                .getBytes(StandardCharsets.UTF_8);
                    default -> new byte[0];
                };
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
                try (exchange;
                        var out = exchange.getResponseBody()) {
                    out.write(body);
                }
            });
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
