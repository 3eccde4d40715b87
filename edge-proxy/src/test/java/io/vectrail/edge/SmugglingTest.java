package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import io.vectrail.event.AuditExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upstream could read otherwise than the gateway, and what leaves by a way that nobody thinks of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmugglingTest {

    private static final String ONE = "{\"model\":\"m\",\"input\":\"a\"}";
    private static final String KEY = "sk-abc+def/ghiSECRET1234";

    private static final String WITH_BACKSLASH = "sk-abc\\defSECRET1234";

    private ScriptedUpstream upstream;
    private EdgeUnderTest edge;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        upstream = new ScriptedUpstream();
        edge = EdgeUnderTest.before(folder, upstream.url());
        edge.document.connections("""
                  - { name: openai, provider: openai, target: "%1$s", credential: "%2$s" }
                  - { name: azure, provider: azure-openai, target: "%1$s", credential: "%2$s" }
                  - { name: slash, provider: openai, target: "%1$s", credential: '%3$s' }
                  - { name: own, provider: custom, target: "%1$s", credential: "%2$s",
                      codec: { path: /e, texts: $.input, vectors: "$.data[*].embedding", credentialHeader: X-Api-Token } }
                  - { name: aws, provider: bedrock, target: "%1$s", credential: "AKIAGATEWAYGATEWAY12:wJalrXUtnFEMIK7MDENG",
                      codec: { region: eu-central-1 }, passthrough: ["GET /guardrails?x"] }
                """.formatted(upstream.url(), KEY, WITH_BACKSLASH));
    }

    @AfterAll
    void stop() throws IOException {
        edge.close();
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/plain",
                "application/json; charset=utf-16",
                "application/json; charset=utf-7",
                "application/json; charset=utf-8; charset=utf-7",
                "application/jsonp",
                "application/json, text/plain",
            })
    void aBodyThatIsNotSaidToBeJsonIsRefused(String type) throws Exception {
        int before = upstream.asked.size();
        assertThat(post("/openai/v1/embeddings", "alice", "Content-Type", type).statusCode())
                .isEqualTo(400);
        assertThat(upstream.asked).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=UTF-8",
                "application/json;charset=\"utf-8\"",
                "application/vnd.api+json"
            })
    void oneThatIsPasses(String type) throws Exception {
        assertThat(post("/openai/v1/embeddings", "alice", "Content-Type", type).statusCode())
                .isEqualTo(200);
    }

    @Test
    void noHeaderNamesAnotherRouteOrTakesThePlaceOfWhatTheGatewaySends() throws Exception {
        Headers[] seen = new Headers[1];
        upstream.answers((exchange, body) -> {
            seen[0] = exchange.getRequestHeaders();
            ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD);
        });
        List<String> never = List.of(
                "X-Original-URL",
                "X-Rewrite-Url",
                "X-HTTP-Method-Override",
                "X_HTTP_Method_Override",
                "X-Amz-Target",
                "X-Amz-Credential",
                "Content_Encoding",
                "Transfer_Encoding",
                "X_Api_Key",
                "X_Api_Token",
                "X_Vectrail_Session",
                "x-litellm-api-key",
                "Ocp-Apim-Subscription-Key",
                "X-Auth-Token",
                "X-Forwarded-Host",
                "X-Original-Uri",
                "OpenAI-Organization");
        String[] headers = never.stream()
                .flatMap(name -> List.of(name, "smuggled").stream())
                .toArray(String[]::new);
        assertThat(post("/own/e", "alice", headers).statusCode()).isEqualTo(200);
        seen[0].forEach((name, values) -> assertThat(values).as(name).doesNotContain("smuggled"));
        assertThat(seen[0].get("X-Api-Token")).containsExactly(KEY);
        PublishedEvents.of(edge.name, 1)
                .forEach(event -> assertThat(event.toString()).doesNotContain("smuggled"));
        assertThat(edge.journalText()).doesNotContain("smuggled");
    }

    @Test
    void aConnectionHeaderCannotTakeAwayTheEncodingThatTheBodyWasReadIn() throws Exception {
        int before = upstream.asked.size();
        String told = byHand(
                "POST /openai/v1/embeddings",
                "Connection: close\r\nConnection: content-type\r\nContent-Length: 2\r\n",
                "{}");
        assertThat(told).startsWith("HTTP/1.1 400").contains("invalid_request", "Connection");
        assertThat(upstream.asked).hasSize(before);
    }

    @Test
    void aQueryThatNoAddressHasIsRefusedBeforeItIsSigned() throws Exception {
        for (String value : List.of("{", "}", "|", "^", "`", "%", "\\")) {
            assertThat(byHand("GET /aws/guardrails?x=" + value, "Connection: close\r\n", ""))
                    .as(value)
                    .startsWith("HTTP/1.1 400");
        }
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, "{}"));
        assertThat(byHand("GET /aws/guardrails?x=[%7B]", "Connection: close\r\n", ""))
                .startsWith("HTTP/1.1 200");
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD));
    }

    @Test
    void anUpstreamSpeaksNeitherForItsHostNorInOurName() throws Exception {
        List<String> never = List.of("Alt-Svc", "Strict-Transport-Security", "Location", "Link", "X-Vectrail-Decision");
        upstream.answers((exchange, body) -> {
            never.forEach(name -> exchange.getResponseHeaders().set(name, "smuggled"));
            exchange.getResponseHeaders().set("Server-Timing", "vectrail;dur=0.001, smuggled");
            exchange.getResponseHeaders().set("X-Request-Id", "passes");
            ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD);
        });
        HttpResponse<String> told = post("/openai/v1/embeddings", "bob");
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD));
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.headers().map().toString()).doesNotContain("smuggled").contains("passes");
        assertThat(told.headers().allValues("Server-Timing")).hasSize(1);
        assertThat(told.headers().allValues("X-Vectrail-Decision")).containsExactly("allow");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"sk-abc+def/ghiSECRET1234\"}",
                "{\"error\":\"sk-abc\\u002bdef\\/ghiSECRET1234\"}",
                "{\"error\":\"\\u0073k-abc\\u002Bdef/ghiSECRET1234\"}",
            })
    void theKeyIsNotReleasedHoweverItIsWritten(String answer) throws Exception {
        HttpResponse<String> told = told("/openai/v1/embeddings", 400, answer);
        assertThat(told.statusCode()).isEqualTo(502);
        assertThat(told.body()).doesNotContain("SECRET1234");
    }

    @Test
    void aKeyWithABackslashIsFoundInABodyThatIsNoJson() throws Exception {
        HttpResponse<String> told = told("/slash/v1/embeddings", 400, "no such key: " + WITH_BACKSLASH);
        assertThat(told.statusCode()).isEqualTo(502);
        assertThat(told.body()).doesNotContain("SECRET1234");
    }

    @Test
    void aChallengeOfAProxyDoesNotPass() throws Exception {
        HttpResponse<String> told = told("/openai/v1/embeddings", 407, "who are you");
        assertThat(told.statusCode()).isEqualTo(502);
        assertThat(told.body()).contains("upstream_rejected_credential");
    }

    @Test
    void whatDoesNotPassOfAQueryIsNotRecorded() throws Exception {
        String token = edge.token("carol");
        String end = token.substring(token.length() - 90);
        for (String query : List.of("k%65y=" + end, "subscription-key=" + end, "api-version=" + end)) {
            assertThat(edge.postTo("/azure/openai/deployments/d/embeddings?" + query, token, ONE)
                            .statusCode())
                    .as(query)
                    .isIn(400, 401);
        }
        assertThat(edge.postTo("/azure/openai/deployments/d/embeddings?api-version=2024-10-21", token, ONE)
                        .statusCode())
                .isEqualTo(200);
        List<AuditExchange> events = PublishedEvents.of(edge.name, 1).stream().toList();
        assertThat(events).allSatisfy(event -> assertThat(event.toString()).doesNotContain(end));
        assertThat(edge.journalText()).doesNotContain(end).contains("2024-10-21");
    }

    /** The JDK's client sends no such thing. */
    private String byHand(String line, String headers, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((line + " HTTP/1.1\r\nHost: edge\r\nAuthorization: Bearer " + edge.token("alice") + "\r\n"
                                    + headers + "\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What a caller is told whose call the upstream answers so. */
    private HttpResponse<String> told(String path, int status, String answer) throws Exception {
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, status, answer));
        HttpResponse<String> told = post(path, "bob");
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD));
        return told;
    }

    private HttpResponse<String> post(String path, String subject, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                .header("Authorization", "Bearer " + edge.token(subject.toLowerCase(Locale.ROOT)))
                .POST(HttpRequest.BodyPublishers.ofString(ONE));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return edge.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
