package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import io.vectrail.event.AuditExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
                "X_Vectrail_Session");
        String[] headers = never.stream()
                .flatMap(name -> List.of(name, "smuggled").stream())
                .toArray(String[]::new);
        assertThat(post("/own/e", "alice", headers).statusCode()).isEqualTo(200);
        seen[0].forEach((name, values) -> assertThat(values).as(name).doesNotContain("smuggled"));
        assertThat(seen[0].get("X-Api-Token")).containsExactly(KEY);
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
