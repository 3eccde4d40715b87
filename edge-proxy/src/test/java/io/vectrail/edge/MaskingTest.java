package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.BodyState;
import io.vectrail.event.Decision;
import io.vectrail.event.Detection;
import io.vectrail.event.ItemAction;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RuleDetection;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules find in texts goes nowhere: it is masked, or its input or the whole request stays here. */
class MaskingTest extends EdgeAndUpstream {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TWO = "{\"data\":[{\"index\":0,\"embedding\":%s},{\"index\":1,\"embedding\":%s}],"
            + "\"model\":\"m\",\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}";
    private static final String MASK = "{ name: no-addresses, detect: [EMAIL_ADDRESS], action: mask }";

    @BeforeEach
    void anyModel() throws Exception {
        edge.document.connection("");
    }

    @Test
    void aMaskedTextGoesUpstreamAndIntoTheRecordAndTheCallerIsTold() throws Exception {
        policies(MASK);
        answerTwo("[0.6,0.8]", "[1,0]");
        HttpResponse<byte[]> answer = edge.post(
                token,
                "{\"model\":\"m\", \"input\":[\"write to ann@example.com\",\"clean\"],\"user\":\"bob@example.com\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Vectrail-Masked")).contains("EMAIL_ADDRESS=2");
        assertThat(answer.headers().firstValue("X-Vectrail-Decision")).contains("mask");
        String forwarded =
                "{\"model\":\"m\", \"input\":[\"write to <EMAIL_ADDRESS>\",\"clean\"],\"user\":\"<EMAIL_ADDRESS>\"}";
        assertThat(upstream.asked).singleElement().asString().endsWith(forwarded);
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(text(event.getRequest().getBody())).isEqualTo(forwarded);
        assertThat(event.getRequest().getBody().getState()).isEqualTo(BodyState.REWRITTEN);
        assertThat(event.getDecision().getOutcome()).isEqualTo(Decision.MASK);
        assertThat(event.getDecision().getRules()).singleElement().satisfies(match -> {
            assertThat(match.getDetections()).containsExactly(new RuleDetection("EMAIL_ADDRESS", 2));
            assertThat(match.getItems()).containsExactly(0);
        });
        assertThat(event.getItems().getFirst().getAction()).isEqualTo(ItemAction.MASKED);
        assertThat(event.getItems().getFirst().getCharacters()).isEqualTo("write to <EMAIL_ADDRESS>".length());
        assertThat(event.getItems().getFirst().getDetections())
                .containsExactly(new Detection("EMAIL_ADDRESS", 9, "write to <EMAIL_ADDRESS>".length(), 1.0));
        assertThat(event.getItems().getLast().getAction()).isEqualTo(ItemAction.PASSED);
    }

    @Test
    void aRequestWithMorePlacesThanCanBeHeldStaysHereAndIsNotRecorded() throws Exception {
        policies(MASK);
        HttpResponse<byte[]> answer =
                edge.post(token, "{\"model\":\"m\",\"input\":\"" + "a@b.co ".repeat(100_001) + "\"}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("more than 100000 places");
        assertThat(upstream.asked).isEmpty();
        RecordedBody body =
                PublishedEvents.of(edge.name, 1).getFirst().getRequest().getBody();
        assertThat(body.getState()).isEqualTo(BodyState.WITHHELD);
        assertThat(body.getContent()).isNull();
        assertThat(body.getSha256()).isNull();
    }

    @Test
    void aCompressedBodyThatIsMaskedGoesOnPlain() throws Exception {
        policies(MASK);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("{\"model\":\"m\",\"input\":\"ann@example.com\"}".getBytes(StandardCharsets.UTF_8));
        }
        HttpResponse<byte[]> answer =
                edge.postTo("/openai/v1/embeddings", token, compressed.toByteArray(), "Content-Encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(upstream.asked)
                .singleElement()
                .asString()
                .endsWith("{\"model\":\"m\",\"input\":\"<EMAIL_ADDRESS>\"}");
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getRequest().getBody().getContentEncoding()).isNull();
        assertThat(event.getRequest().getHeaders())
                .noneMatch(field -> field.getName().equalsIgnoreCase("Content-Encoding"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [0.6,0.8]      | [1,0]          | []
            "mpkZP83MTD8=" | "AACAPwAAAAA=" | ""
            """)
    void aBlockedInputKeepsItsPlaceWithAnEmptyVector(String first, String second, String empty) throws Exception {
        policies("{ name: no-addresses, detect: [EMAIL_ADDRESS], action: block, perItem: true }");
        answerTwo(first, second);
        HttpResponse<byte[]> answer =
                edge.post(token, "{\"model\":\"m\",\"input\":[\"hello\",\"write to ann@example.com\"]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Vectrail-Withheld")).contains("1");
        assertThat(answer.headers().firstValue("X-Vectrail-Decision")).contains("block");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(TWO.formatted(first, empty));
        assertThat(upstream.asked)
                .singleElement()
                .asString()
                .endsWith("{\"model\":\"m\",\"input\":[\"hello\",\"<WITHHELD>\"]}");
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getItems().getLast().getAction()).isEqualTo(ItemAction.WITHHELD);
        assertThat(event.getItems().getFirst().getAction()).isEqualTo(ItemAction.PASSED);
        assertThat(event.getResponse().getBody().getState()).isEqualTo(BodyState.REWRITTEN);
        assertThat(text(event.getResponse().getBody())).isEqualTo(TWO.formatted(first, empty));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            keep: "1..1"   | [0.6,0.8]      | [1, 0]         | [0.0,0.8] | [0.0, 0]
            truncate: 1    | [0.6,0.8]      | [1,0]          | [0.6]     | [1]
            truncate: 1    | "mpkZP83MTD8=" | "AACAPwAAAAA=" | "mpkZPw==" | "AACAPw=="
            withhold: true | [0.6,0.8]      | [1,0]          | []        | []
            """)
    void vectorsAreRedactedBeforeTheirCallerGetsThem(
            String how, String first, String second, String redacted, String other) throws Exception {
        policies("{ name: short, match: { groups: [research] }, action: redact-vector, " + how + " }");
        answerTwo(first, second);
        HttpResponse<byte[]> answer = edge.post(token, "{\"model\":\"m\",\"input\":[\"a\",\"b\"]}");
        assertThat(answer.headers().firstValue("X-Vectrail-Decision")).contains("redact");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(TWO.formatted(redacted, other));
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getDecision().getOutcome()).isEqualTo(Decision.REDACT);
        assertThat(text(event.getResponse().getBody())).isEqualTo(TWO.formatted(redacted, other));
        assertThat(event.getDecision().getRules())
                .singleElement()
                .satisfies(match -> assertThat(match.getItems()).containsExactly(0, 1));
    }

    @Test
    void onlyTheVectorsOfTextsWithAFindingAreRedactedWhereARuleLooksForOne() throws Exception {
        policies("{ name: short, detect: [EMAIL_ADDRESS], action: redact-vector, truncate: 1 }");
        answerTwo("[0.6,0.8]", "[1,0]");
        HttpResponse<byte[]> answer = edge.post(token, "{\"model\":\"m\",\"input\":[\"a\",\"ann@example.com\"]}");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(TWO.formatted("[0.6,0.8]", "[1]"));
    }

    @Test
    void aBlockedRequestIsRecordedWithoutWhatWasFoundAndTheErrorDoesNotQuoteIt() throws Exception {
        policies(
                "{ name: trial, deny: { words: [project nightingale], patterns: [\"(?i)internal only\"] }, action: block }, "
                        + MASK);
        HttpResponse<byte[]> answer = edge.post(
                token, "{\"model\":\"m\",\"input\":\"Project\\tNightingale is INTERNAL ONLY, ask ann@example.com\"}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("blocked_by_policy", "trial")
                .doesNotContainIgnoringCase("nightingale")
                .doesNotContain("ann@");
        assertThat(upstream.asked).isEmpty();
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(text(event.getRequest().getBody()))
                .isEqualTo("{\"model\":\"m\",\"input\":\"<trial> is <trial>, ask <EMAIL_ADDRESS>\"}");
        assertThat(event.getDecision().getRules())
                .extracting(match ->
                        match.getRule() + " " + match.getDetections().getFirst().getCount())
                .containsExactly("trial 2", "no-addresses 1");
    }

    @Test
    void whatSaysWhatIsToBeDoneIsNotMaskedAndTheRefusalNamesIt() throws Exception {
        policies(MASK);
        HttpResponse<byte[]> answer = edge.post(token, "{\"model\":\"ann@example.com\",\"input\":\"a\"}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("\\\"model\\\"")
                .doesNotContain("ann@example.com");
        assertThat(text(PublishedEvents.of(edge.name, 1).getFirst().getRequest().getBody()))
                .doesNotContain("ann@example.com");
    }

    @Test
    void whatIsRefusedForAnotherReasonIsRecordedMaskedAllTheSame() throws Exception {
        edge.document.connection("models: [other]");
        policies(MASK);
        assertThat(edge.post(token, "{\"model\":\"m\",\"input\":\"ann@example.com\"}")
                        .statusCode())
                .isEqualTo(403);
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getRefusalCode()).isEqualTo("not_permitted");
        assertThat(text(event.getRequest().getBody())).isEqualTo("{\"model\":\"m\",\"input\":\"<EMAIL_ADDRESS>\"}");
    }

    @Test
    void aTextInTokenIdsIsMaskedInTokenIds() throws Exception {
        edge.document.connection("codec: { tokenEncoding: cl100k_base }");
        policies(MASK);
        var encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
        String ids = encoding.encodeOrdinary("write to ann@example.com").boxed().toString();
        assertThat(edge.post(token, "{\"model\":\"m\",\"input\":" + ids + "}").statusCode())
                .isEqualTo(200);
        String asked = upstream.asked.getFirst();
        IntArrayList sent = new IntArrayList();
        for (JsonNode id : JSON.readTree(asked.substring(asked.indexOf('{'))).get("input")) {
            sent.add(id.intValue());
        }
        assertThat(encoding.decode(sent)).isEqualTo("write to <EMAIL_ADDRESS>");
    }

    @Test
    void whatAShadowRuleFindsIsRecordedAndNothingElse() throws Exception {
        policies("{ name: no-addresses, detect: [EMAIL_ADDRESS], action: block, shadow: true }");
        String body = "{\"model\":\"m\",\"input\":\"write to ann@example.com\"}";
        assertThat(edge.post(token, body).statusCode()).isEqualTo(200);
        assertThat(upstream.asked).singleElement().asString().endsWith(body);
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getDecision().getOutcome()).isEqualTo(Decision.ALLOW);
        assertThat(event.getDecision().getRules()).singleElement().satisfies(match -> {
            assertThat(match.getShadow()).isTrue();
            assertThat(match.getAction()).isEqualTo(Decision.BLOCK);
        });
        assertThat(event.getRequest().getBody().getState()).isEqualTo(BodyState.VERBATIM);
        assertThat(event.getItems().getFirst().getDetections()).hasSize(1);
    }

    @Test
    void aRuleConcernsThoseWhomItMatchesAlone() throws Exception {
        policies("{ name: no-addresses, match: { subjects: [bob], models: [\"m*\"], headers: { X-Team: [\"red*\"] } },"
                + " detect: [EMAIL_ADDRESS], action: block }");
        String body = "{\"model\":\"m\",\"input\":\"write to ann@example.com\"}";
        assertThat(edge.post(token, body, "X-Team", "reddish").statusCode()).isEqualTo(200);
        assertThat(edge.post(edge.token("bob"), body).statusCode()).isEqualTo(200);
        assertThat(edge.post(edge.token("bob"), body, "X-Team", "reddish").statusCode())
                .isEqualTo(403);
    }

    private void policies(String list) throws Exception {
        edge.document.policies("[ " + list + " ]");
        edge.restart();
    }

    private void answerTwo(String first, String second) {
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, TWO.formatted(first, second)));
    }

    private static String text(RecordedBody body) {
        return StandardCharsets.UTF_8.decode(body.getContent()).toString();
    }
}
