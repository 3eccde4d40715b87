package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** JSON that two parsers could read in two ways gets 400, never reaches the upstream, and is recorded as it was sent. */
class HostileJsonTest extends EdgeAndUpstream {

    private static final String GOOD = "{\"model\":\"text-embedding-3-small\",\"input\":\"a text\",%s}";

    @Test
    void isRefusedAndRecordedAsItWasSent() throws Exception {
        Map<String, byte[]> hostile = new LinkedHashMap<>();
        hostile.put("malformed", utf8("x:1"));
        hostile.put("deeply nested", utf8("\"x\":" + "[".repeat(50_000) + "]".repeat(50_000)));
        hostile.put("duplicate key", utf8("\"input\":\"b\""));
        hostile.put("duplicate key, escaped", utf8("\"\\u0069nput\":\"b\""));
        hostile.put("duplicate key, deep", utf8("\"x\":[{\"y\":{\"z\":1,\"z\":2}}]"));
        hostile.put("huge number", utf8("\"x\":1e9999"));
        hostile.put("long number", utf8("\"x\":" + "9".repeat(10_000)));
        hostile.put("lone surrogate", utf8("\"user\":\"\\ud83d\""));
        hostile.put("lone surrogate in a name", utf8("\"\\udc00\":1"));
        hostile.put("surrogates in UTF-8", latin1("\"x\":\"\u00ed\u00a0\u00bd\u00ed\u00b8\u0080\""));
        hostile.put("overlong quote", latin1("\"x\":\"\u00c0\u00a2\""));
        hostile.put("Latin-1", latin1("\"x\":\"\u00e9\""));
        hostile.put("truncated", GOOD.substring(0, 40).getBytes(StandardCharsets.UTF_8));
        hostile.put("UTF-16", GOOD.formatted("\"x\":1").getBytes(StandardCharsets.UTF_16BE));

        for (Map.Entry<String, byte[]> body : hostile.entrySet()) {
            HttpResponse<String> answer = send(body.getValue());
            assertThat(answer.statusCode()).as(body.getKey()).isEqualTo(400);
            assertThat(answer.body())
                    .as(body.getKey())
                    .contains("invalid_request")
                    .doesNotContain("a text");
        }
        assertThat(upstream.asked).isEmpty();
        List<AuditExchange> events = PublishedEvents.of(edge.name, hostile.size());
        assertThat(events).extracting(AuditExchange::getOutcome).containsOnly(Outcome.REFUSED);
        List<byte[]> sent = List.copyOf(hostile.values());
        for (int i = 0; i < sent.size(); i++) {
            byte[] recorded = new byte[sent.get(i).length];
            events.get(i).getRequest().getBody().getContent().duplicate().get(recorded);
            assertThat(recorded).isEqualTo(sent.get(i));
        }
    }

    private HttpResponse<String> send(byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(edge.url() + "/embeddings"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return edge.http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] utf8(String field) {
        return GOOD.formatted(field).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] latin1(String field) {
        return GOOD.formatted(field).getBytes(StandardCharsets.ISO_8859_1);
    }
}
