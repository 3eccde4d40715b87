package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.vectrail.document.key.KeyKind;
import io.vectrail.document.key.KeyText;
import io.vectrail.local.testkit.DemoUpstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API token opens nothing at the gateway, and no issuer that is asked about tokens ever sees one. */
class ApiTokenTest {

    private static final String BODY = "{\"model\":\"text-embedding-3-small\",\"input\":\"the night train\"}";

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer issuer;
    private DemoUpstream upstream;
    private EdgeUnderTest edge;

    @BeforeEach
    void start() throws Exception {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "{\"active\":false}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        issuer.start();
        upstream = DemoUpstream.start();
        edge = EdgeUnderTest.before(folder, upstream);
        String address = "http://127.0.0.1:" + issuer.getAddress().getPort();
        edge.trusting("{ issuer: \"" + address + "\", jwks: \"" + address + "/jwks\", audience: vectrail, prefix: hr,"
                + " introspection: { url: \"" + address + "/introspect\", clientId: edge, clientSecret: s } }");
    }

    @AfterEach
    void stop() throws Exception {
        edge.close();
        upstream.close();
        issuer.stop(0);
    }

    @Test
    void itIsRefusedInWordsCountedAndShownToNobody() throws Exception {
        // Else nothing here could fail: this issuer is asked.
        assertThat(edge.post("opaque", BODY).statusCode()).isEqualTo(401);
        assertThat(asked).anyMatch(body -> body.contains("opaque"));

        String token = KeyText.fresh(KeyKind.API, new SecureRandom()).text();
        String secret = token.substring(token.length() - 43);
        for (String shown : List.of(token, token + "A", "vta_x")) {
            HttpResponse<byte[]> answer = edge.post(shown, BODY);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .contains("an API token is for the replay service, and not for the gateway")
                    .doesNotContain(secret);
            String id = answer.headers().firstValue("X-Vectrail-Exchange").orElseThrow();
            assertThat(PublishedEvents.exchange(id).toString()).doesNotContain(secret);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            boolean tooMany = false;
            for (int i = 0; i < 60 && !tooMany; i++) {
                tooMany = edge.post(token, BODY).statusCode() == 429;
            }
            return tooMany;
        });
        assertThat(asked).noneMatch(body -> body.contains("vta_"));
        assertThat(edge.journalText()).doesNotContain(secret);
    }
}
