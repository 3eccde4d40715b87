package io.vectrail.edge.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.AllowList;
import io.vectrail.document.CheckedDocument;
import io.vectrail.document.DocumentReader;
import io.vectrail.edge.exchange.Arrivals;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that the client before it would let pass. */
class ResponseReadingTest {

    private static final CheckedDocument DOCUMENT = new DocumentReader(
                    new AllowList(List.of("api.example.com:443"), null, null, true), Map.of(), null, null)
            .read("doc.yaml", """
                    version: 1
                    connections:
                      - name: openai
                        provider: openai
                        target: https://api.example.com
                        credential: none
                        passthrough: ["GET /v1/models", "DELETE /v1/things"]
                    """.getBytes(StandardCharsets.UTF_8));

    private static final String GOOD =
            "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.6,0.8]}],\"model\":\"m\"}";

    private final LargeBodies large = new LargeBodies(Runnable::run);

    @Test
    void anAnswerThatHasVectorsIsRead() {
        assertThat(refusal(embedding(), 200, GOOD)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205, 206, 226, 304})
    void anEmbeddingCallThatSaysItHasNoAnswerIsUnreadableWhateverComesWithIt(int status) {
        assertThat(refusal(embedding(), status, GOOD)).isEqualTo(RefusalCode.UPSTREAM_UNREADABLE);
        assertThat(refusal(embedding(), status, "")).isEqualTo(RefusalCode.UPSTREAM_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205})
    void anyOtherCallMayHaveNoAnswerAndThenNoBody(int status) {
        assertThat(refusal(other(), status, "")).isNull();
        assertThat(refusal(other(), status, "a body")).isEqualTo(RefusalCode.UPSTREAM_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {206, 226})
    void anyOtherCallMayAskForAPart(int status) {
        assertThat(refusal(other(), status, "a part")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br"})
    void anErrorWithoutABodyPassesWhateverEncodingItWouldHaveHad(String encoding) {
        Header header = new Header("Content-Encoding", encoding);
        for (int status : new int[] {400, 404, 429, 500, 503}) {
            assertThat(refusal(embedding(), status, "", header)).isNull();
            assertThat(refusal(embedding(), status, "no such", header)).isEqualTo(RefusalCode.UPSTREAM_UNREADABLE);
        }
        for (int status : new int[] {200, 204, 404}) {
            assertThat(refusal(other(), status, "", header)).isNull();
        }
        assertThat(refusal(embedding(), 200, "", header)).isEqualTo(RefusalCode.UPSTREAM_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-encoding", "close, Content-Type"})
    void anAnswerWhoseConnectionHeaderTakesAwayWhatTheReadingReliesOnIsUnreadable(String names) {
        assertThat(refusal(embedding(), 200, GOOD, new Header("Connection", names)))
                .isEqualTo(RefusalCode.UPSTREAM_UNREADABLE);
        assertThat(refusal(embedding(), 200, GOOD, new Header("Connection", "close")))
                .isNull();
    }

    private @Nullable RefusalCode refusal(Exchange exchange, int status, String body, Header... headers) {
        exchange.answered(new UpstreamAnswer(
                status, new Headers(List.of(headers)), body.getBytes(StandardCharsets.UTF_8), 0, 1, List.of()));
        try {
            assertThat(ResponseReading.read(exchange, large)).isCompleted();
            return null;
        } catch (RefusedException e) {
            return e.refusal().code();
        }
    }

    private static Exchange embedding() {
        Exchange exchange = Routing.route(asked("POST", "/v1/embeddings"));
        byte[] body = "{\"model\":\"m\",\"input\":\"a\"}".getBytes(StandardCharsets.UTF_8);
        return switch (exchange.operation().readRequest(body, 1)) {
            case Reading.Read<EmbeddingRequest> read -> exchange.requestRead(read.value());
            case Reading.Malformed<EmbeddingRequest> malformed -> throw new AssertionError(malformed.reason());
        };
    }

    private static Exchange other() {
        return Routing.route(asked("DELETE", "/v1/things"));
    }

    private static Exchange asked(String method, String path) {
        return new Exchange(Arrivals.of(method, path, ""), DOCUMENT);
    }
}
