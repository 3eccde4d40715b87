package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Authentication;
import io.vectrail.local.testkit.Authority;
import io.vectrail.local.testkit.IssuedCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** A client's certificate is what it is known by, where it brings no token. */
class MutualTlsTest extends EdgeAndUpstream {

    private static final Authority SERVERS = Authority.named("servers");
    private static final Authority CLIENTS = Authority.named("clients");
    private static final String SEARCH = "spiffe://prod.example/ns/shop/sa/search";

    @Test
    void callersAreKnownByTheNamesInTheirCertificatesAndRecordedAndRefusedByThem() throws Exception {
        configure();
        edge.document.revoked("[{subject: \"cert:old.batch.example\"}]");
        SSLContext search = CLIENTS.issue("uri:" + SEARCH, "dns:other.example").client(SERVERS);
        assertThat(call(search).statusCode()).isEqualTo(200);
        assertThat(call(CLIENTS.issue("dns:Night.batch.example").client(SERVERS))
                        .statusCode())
                .isEqualTo(200);
        assertThat(call(search, "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);
        assertThat(call(search, "Authorization", "Bearer client-certificate").statusCode())
                .isEqualTo(200);
        assertThat(call(CLIENTS.issue("email:ann@Example.com").client(SERVERS)).statusCode())
                .isEqualTo(200);

        refused(search, "the token is not accepted", "Authorization", "Bearer made-up");
        refused(IssuedCertificate.nameless(SERVERS), "no token came with the request");
        refused(IssuedCertificate.nameless(SERVERS), "not a signed JWT", "Authorization", "Bearer client-certificate");
        refused(
                CLIENTS.issue("uri:" + SEARCH, "uri:https://a.example", "dns:a.batch.example"),
                "another URI beside it");
        refused(CLIENTS.issue("uri:" + SEARCH + "/more"), "none of its names is on the list");
        refused(CLIENTS.issue("dns:*.batch.example"), "none of its names is on the list");
        refused(CLIENTS.issue("dns:a.b.batch.example"), "none of its names is on the list");
        refused(CLIENTS.issue(), "none of its names is on the list");
        refused(CLIENTS.issue("dns:old.batch.example"), "it was revoked");

        List<AuditExchange> events = PublishedEvents.of(edge.name, 14);
        assertThat(events.getFirst().getCaller()).satisfies(caller -> {
            assertThat(caller.getSubject()).isEqualTo("cert:" + SEARCH);
            assertThat(caller.getIssuer()).isEqualTo("spiffe://prod.example");
            assertThat(caller.getGroups()).containsExactly("shop");
            assertThat(caller.getAuthentication()).isEqualTo(Authentication.MTLS);
        });
        assertThat(events.get(1).getCaller()).satisfies(caller -> {
            assertThat(caller.getSubject()).isEqualTo("cert:night.batch.example");
            assertThat(caller.getIssuer()).isEqualTo("CN=clients");
            assertThat(caller.getGroups()).isEmpty();
        });
        assertThat(events.get(4).getCaller().getSubject()).isEqualTo("cert:ann@example.com");
        assertThat(events.get(2).getCaller().getSubject()).isEqualTo("alice");
        assertThat(events.get(2).getCaller().getAuthentication()).isEqualTo(Authentication.OIDC);
        assertThat(events.subList(5, 14))
                .allSatisfy(
                        refused -> assertThat(refused.getCaller().getSubject()).isEqualTo("anonymous"));
        assertThat(upstream.asked).hasSize(5);
    }

    private void configure() throws IOException {
        Path certificate = folder.resolve("tls.crt");
        Path key = folder.resolve("tls.key");
        SERVERS.issue("ip:127.0.0.1").write(certificate, key);
        Path authorities = Files.writeString(folder.resolve("clients.pem"), CLIENTS.pem());
        edge.listen(
                ", tls: { certificate: %s, key: %s, clientAuthorities: %s }".formatted(certificate, key, authorities));
        edge.allowing("""
                allow: { hosts: ["127.0.0.1:*"], literalCredentials: true }
                certificates:
                  subjects:
                    - { spiffe: "spiffe://prod.example/ns/*/sa/search", groups: [shop] }
                    - { dns: "*.batch.example" }
                    - { email: "*@example.com" }
                """, Map.of());
    }

    private void refused(IssuedCertificate client, String reason) throws Exception {
        refused(client.client(SERVERS), reason);
    }

    private void refused(SSLContext client, String reason, String... headers) throws Exception {
        HttpResponse<String> answer = call(client, headers);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("unauthenticated", reason);
    }

    /** On a connection of its own. */
    private HttpResponse<String> call(SSLContext client, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + edge.port() + "/openai/v1/embeddings"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(TroubledEdge.BODY));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newBuilder().sslContext(client).build()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
