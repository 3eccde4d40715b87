package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.BodyState;
import io.vectrail.event.Decision;
import io.vectrail.event.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes that are no embedding call: denied, unless the connection lists them; and none leads around the inspection. */
class PassthroughTest extends EdgeAndUpstream {

    @BeforeEach
    void permit() throws Exception {
        edge.document.connection("passthrough: [\"GET /v1/models?limit\", \"GET /v1/models/*\", \"POST /v1/*\"]");
    }

    @Test
    void whatIsListedPassesAndIsRecordedWithItsBodies() throws Exception {
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, "{\"data\":[]}"));
        assertThat(send("GET", "/v1/models?limit=3", "").statusCode()).isEqualTo(200);
        assertThat(send("POST", "/v1/moderations", "{\"input\": \"a text\"}").statusCode())
                .isEqualTo(200);
        assertThat(upstream.asked)
                .containsExactly(
                        "Bearer secret-of-the-provider ", "Bearer secret-of-the-provider {\"input\": \"a text\"}");
        List<AuditExchange> events = PublishedEvents.of(edge.name, 2);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getOperation()).isEqualTo("passthrough");
            assertThat(event.getOutcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(event.getDecision().getOutcome()).isEqualTo(Decision.ALLOW);
            assertThat(event.getItems()).isEmpty();
            assertThat(text(event.getResponse().getBody().getContent())).isEqualTo("{\"data\":[]}");
        });
        assertThat(events.getFirst().getRequest().getQuery())
                .singleElement()
                .satisfies(parameter -> assertThat(parameter.getName()).isEqualTo("limit"));
        assertThat(events.getLast().getRequest().getBody().getState()).isEqualTo(BodyState.VERBATIM);
        assertThat(text(events.getLast().getRequest().getBody().getContent())).isEqualTo("{\"input\": \"a text\"}");
    }

    @Test
    void noneLeadsAroundTheInspection() throws Exception {
        List<String> routes = List.of(
                "POST /v1/files",
                "POST /v1/Files",
                "POST /v1/batches",
                "POST /v1/uploads/upload_1/parts",
                "POST /v1/%62atches",
                "POST /v1//batches",
                "POST /v1/models/../batches",
                "POST /v1/./batches",
                "POST /v1/batches/",
                "POST /v1/batches;x",
                "GET /v1/files/file-1/content",
                "DELETE /v1/models/m",
                "GET /v1",
                "GET /v1/embeddings",
                "POST /v1/Embeddings");
        for (String route : routes) {
            String[] parts = route.split(" ", 2);
            HttpResponse<String> answer = send(parts[0], parts[1], "{\"input_file_id\":\"f\"}");
            assertThat(answer.statusCode()).as(route).isEqualTo(404);
            assertThat(answer.body()).as(route).contains("unknown_route");
        }
        assertThat(upstream.asked).isEmpty();
        assertThat(PublishedEvents.of(edge.name, routes.size()))
                .extracting(AuditExchange::getRefusalCode)
                .containsOnly("unknown_route");
    }

    /** Many servers do not look at it and take it for the next request: of another route, with the gateway's key. */
    @Test
    void aBodyWhereNoneHasAMeaningIsRefused() throws Exception {
        String hidden = "POST /v1/files HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
        assertThat(send("GET", "/v1/models/m", hidden).statusCode()).isEqualTo(400);
        assertThat(upstream.asked).isEmpty();
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(text(event.getRequest().getBody().getContent())).isEqualTo(hidden);
    }

    @Test
    void aPathOfManySegmentsIsNoTrouble() throws Exception {
        assertThat(send("POST", "/v1" + "/x".repeat(10_000), "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void anEmbeddingCallIsInspectedWhateverIsListed() throws Exception {
        HttpResponse<String> answer = send("POST", "/v1/embeddings", "{\"model\":\"m\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(send("GET", "/v1/models?after=x", "").statusCode()).isEqualTo(400);
        assertThat(upstream.asked).isEmpty();
    }

    @Test
    void aQueryWithAnEscapeThatIsNoneIsRefusedAndAnyOtherPassesAsItCame() throws Exception {
        for (String query : List.of("limit=%zz", "limit=%", "limit=1%2", "limit=%25%2x")) {
            assertThat(byHand("/v1/models?" + query)).as(query).startsWith("HTTP/1.1 400");
        }
        assertThat(upstream.asked).isEmpty();
        upstream.answers((exchange, body) ->
                ScriptedUpstream.send(exchange, 200, exchange.getRequestURI().getRawQuery()));
        assertThat(byHand("/v1/models?limit=%2525%aF"))
                .startsWith("HTTP/1.1 200")
                .endsWith("limit=%2525%aF");
    }

    /** The JDK's client sends no such thing. */
    private String byHand(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /openai" + path
                                    + " HTTP/1.1\r\nHost: edge\r\nConnection: close\r\nAuthorization: Bearer "
                                    + token + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + "/openai" + path))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return edge.http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String text(java.nio.ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
