package io.vectrail.edge;

import io.vectrail.edge.approval.Decisions;
import io.vectrail.event.AuditExchange;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An edge that holds requests with card numbers, and people who decide on them over a real broker. */
abstract class PeopleDecide extends EdgeAndUpstream {

    static final String CARD = "4111 1111 1111 1111";

    /** What a policy masks. */
    static final String MASKED = "ann@example.com";

    /** All tests have one topic. */
    final String alice = "alice-" + UUID.randomUUID();

    final Decisions people = new Decisions();

    @BeforeEach
    final void anyModel() throws Exception {
        edge.document.connection("");
        token = edge.token(alice);
    }

    @AfterEach
    final void nobodyDecidesAnyMore() {
        people.close();
    }

    void asking(String keys) throws Exception {
        edge.document.policies(policies(keys));
        edge.restart();
    }

    static String policies(String keys) {
        return "[ { name: cards, detect: [CREDIT_CARD], action: approve, approvers: { groups: [privacy] }, " + keys
                + " }, { name: emails, detect: [EMAIL_ADDRESS], action: mask } ]";
    }

    static boolean held(EdgeUnderTest where, int count) throws Exception {
        return where.admin("/metrics").body().contains("vectrail_edge_held " + count + ".0");
    }

    CompletableFuture<HttpResponse<byte[]>> send(String text) {
        return send(token, text);
    }

    CompletableFuture<HttpResponse<byte[]>> send(String of, String text) {
        return CompletableFuture.supplyAsync(() -> quietly(() -> edge.post(of, body(text))));
    }

    HttpResponse<byte[]> post(String text, String... headers) throws Exception {
        return edge.post(token, body(text), headers);
    }

    interface Call {
        HttpResponse<byte[]> answer() throws Exception;
    }

    static HttpResponse<byte[]> quietly(Call call) {
        try {
            return call.answer();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String body(String text) {
        return "{\"model\":\"m\",\"input\":\"" + text + "\"}";
    }

    static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }

    static String text(AuditExchange exchange) {
        var content = exchange.getRequest().getBody().getContent();
        return content == null
                ? ""
                : StandardCharsets.UTF_8.decode(content.duplicate()).toString();
    }

    /** A client that may hang up. */
    Socket client(String text) throws Exception {
        byte[] body = body(text).getBytes(StandardCharsets.UTF_8);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), edge.port());
        client.getOutputStream()
                .write(("POST /openai/v1/embeddings HTTP/1.1\r\nHost: edge\r\nAuthorization: Bearer " + token
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().write(body);
        return client;
    }
}
