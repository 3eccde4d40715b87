package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules look for stands in no record and in no journal, however a request ends. */
class UnmaskedNowhereTest extends EdgeAndUpstream {

    private static final String MASK = "{ name: no-addresses, detect: [EMAIL_ADDRESS], action: mask }";
    private static final String BLOCK = "{ name: no-addresses, detect: [EMAIL_ADDRESS], action: block }";

    @BeforeEach
    void anyModel() throws Exception {
        edge.document.connection("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"m\",\"input\":\"a\",\"ann@example.com\":1}",
                "{\"model\":\"m\",\"input\":\"a\",\"x\":{\"ann@example.com\":\"b\"}}",
                "{\"model\":\"ann@example.com\",\"input\":\"a\"}"
            })
    void ofABlockedRequest(String body) throws Exception {
        policies(BLOCK);
        isNowhereAfter(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"m\",\"input\":\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA, see ann@example.com\"}",
                "{\"model\":\"m\",\"input\":\"gs://bucket/ann@example.com\"}"
            })
    void ofAMediumThatIsATextToo(String body) throws Exception {
        policies("{ name: no-media, detect: [MEDIA], action: block }, " + MASK);
        isNowhereAfter(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"m\",\"input\":[\"ann@example.com\",null]}",
                "{\"model\":\"m\",\"input\":\"ann@example.com\",\"input\":\"b\"}"
            })
    void ofABodyThatNobodyCanRead(String body) throws Exception {
        policies(MASK);
        isNowhereAfter(body);
    }

    @Test
    void ofAMaskedRequestThatIsNotForwardedAfterAll() throws Exception {
        edge.document.connections("  - { name: openai, provider: openai, target: \"" + upstream.url()
                + "\", credentials: [ { value: 0123456789abcdef, until: \"2020-01-01T00:00:00Z\" } ] }\n");
        policies(MASK);
        isNowhereAfter("{\"model\":\"m\",\"input\":\"ann@example.com\"}");
    }

    @Test
    void whatManyRulesMatchIsPublishedAllTheSame() throws Exception {
        policies(IntStream.range(0, 1000)
                .mapToObj(i -> "{ name: rule-" + i + ", action: redact-vector, truncate: 1 }")
                .collect(Collectors.joining(", ")));
        String vectors = IntStream.range(0, 1000)
                .mapToObj(i -> "{\"index\":" + i + ",\"embedding\":[0.6,0.8]}")
                .collect(Collectors.joining(","));
        upstream.answers((exchange, body) ->
                ScriptedUpstream.send(exchange, 200, "{\"data\":[" + vectors + "],\"model\":\"m\"}"));
        assertThat(edge.post(token, "{\"model\":\"m\",\"input\":[" + "\"a\",".repeat(999) + "\"a\"]}")
                        .statusCode())
                .isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(PublishedEvents.exchanges(edge.name)).hasSize(1));
    }

    private void isNowhereAfter(String body) throws Exception {
        assertThat(edge.post(token, body).statusCode()).isGreaterThanOrEqualTo(400);
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.toString()).doesNotContain("ann@example.com");
        assertThat(edge.journalText()).doesNotContain("ann@example.com");
    }

    private void policies(String list) throws Exception {
        edge.document.policies("[ " + list + " ]");
        edge.restart();
    }
}
