package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the references of providers without an SDK for Java or Node type into a shell, through the edge. */
class DocumentedRequestsTest extends ManyProviders {

    @BeforeEach
    void start() throws Exception {
        connections(
                List.of(
                        List.of("jina", "jina", ""),
                        List.of("tei", "tei", "codec: { model: good-model }"),
                        List.of(
                                "mine",
                                "custom",
                                "codec: { path: /encode, texts: \"$.texts[*]\", vectors: \"$.out[*].v\", model: good-model, query: tenant }")));
    }

    @Test
    void jina() throws Exception {
        String answer = """
                {"model":"jina-embeddings-v4","object":"list","usage":{"total_tokens":4},"data":[{"object":"embeddings",\
                "index":0,"embeddings":[[0.1,0.2],[0.3,0.4]]}]}""";
        answers("/jina/v1/embeddings", answer);
        passes(
                "jina/v1/embeddings",
                "{\"model\":\"good-model\",\"input\":[{\"text\":\"one\"}],\"return_multivector\":true}",
                answer);
        refused("jina/v1/embeddings", "{\"model\":\"bad-model\",\"input\":\"one\"}", "{\"detail\":\"not_permitted: ");
    }

    @Test
    void tei() throws Exception {
        answers("/tei/embed", "[[0.5,1.0,2.0]]");
        answers("/tei/embed_all", "[[[0.5,1.0],[2.0,3.0]]]");
        answers("/tei/embed_sparse", "[[{\"index\":1016,\"value\":0.25}]]");
        passes("tei/embed", "{\"inputs\":\"What is Deep Learning?\"}", "[[0.5,1.0,2.0]]");
        passes("tei/embed_all", "{\"inputs\":\"What is Deep Learning?\"}", "[[[0.5,1.0],[2.0,3.0]]]");
        passes("tei/embed_sparse", "{\"inputs\":\"I like you.\"}", "[[{\"index\":1016,\"value\":0.25}]]");
        refused("tei/embed", "{\"inputs\":[]}", "{\"error\":\"invalid_request: ");
        refused("tei/rerank", "{\"query\":\"a\",\"texts\":[\"b\"]}", "{\"error\":\"unknown_route: ");
    }

    @Test
    void custom() throws Exception {
        answers("/mine/encode", "{\"out\":[{\"v\":[0.5]},{\"v\":[0.25]}]}");
        passes("mine/encode?tenant=a", "{\"texts\":[\"one\",\"two\"]}", "{\"out\":[{\"v\":[0.5]},{\"v\":[0.25]}]}");
        refused("mine/encode?other=a", "{\"texts\":[\"one\"]}", "{\"error\":{\"code\":\"invalid_request\"");
        refused("mine/encode", "{\"texts\":\"one\"}", "{\"error\":{\"code\":\"invalid_request\"");
    }

    @Test
    void aCredentialInAHeaderOfTheConnectionsChoice() throws Exception {
        connections(
                List.of(
                        List.of(
                                "mine",
                                "custom",
                                "codec: { path: /encode, texts: $.text, vectors: $.v, model: good-model, credentialHeader: X-Auth-Key }")));
        List<String> keys = new CopyOnWriteArrayList<>();
        upstream.answers((exchange, body) -> {
            keys.addAll(exchange.getRequestHeaders().get("X-Auth-Key"));
            ScriptedUpstream.send(exchange, 200, "{\"v\":[0.5]}");
        });
        assertThat(post("mine/encode", "{\"text\":\"one\"}", "X-Auth-Key", "of-the-caller")
                        .statusCode())
                .isEqualTo(200);
        assertThat(keys).containsExactly(SECRET);
        assertThat(upstream.asked).containsExactly("null {\"text\":\"one\"}");
        assertThat(PublishedEvents.of(edge.name, 1).getFirst().toString())
                .doesNotContain("of-the-caller")
                .doesNotContain(SECRET);
    }

    private void passes(String path, String body, String answer) throws Exception {
        HttpResponse<String> got = post(path, body);
        assertThat(got.body()).isEqualTo(answer);
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(upstream.asked.getLast()).isEqualTo("Bearer " + SECRET + " " + body);
    }

    private void refused(String path, String body, String beginning) throws Exception {
        int before = upstream.asked.size();
        HttpResponse<String> got = post(path, body);
        assertThat(got.statusCode()).isBetween(400, 404);
        assertThat(got.body()).startsWith(beginning);
        assertThat(upstream.asked).hasSize(before);
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return edge.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
