package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.BodyState;
import io.vectrail.event.Decision;
import io.vectrail.event.Forwarded;
import io.vectrail.event.ItemAction;
import io.vectrail.event.Outcome;
import io.vectrail.event.RecordedMedia;
import io.vectrail.event.VectorFault;
import io.vectrail.event.VectorFinding;
import io.vectrail.runtime.digest.Sha256;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a request nobody could read, and vectors that are not what was asked for: marked, counted, and refused by a rule. */
class RulesTest extends EdgeAndUpstream {

    private static final String IDS = "{\"model\":\"my-embedder\",\"input\":[15339,1917]}";

    @Test
    void tokenIdsThatNobodyCanDecodeAreRefusedUnlessTheConnectionLetsThemPass() throws Exception {
        connection("", "[]");
        assertThat(refusal(edge.post(token, IDS))).isEqualTo("400 invalid_request");
        assertThat(upstream.asked).isEmpty();

        connection("notInspected: allow", "[]");
        assertThat(edge.post(token, IDS).statusCode()).isEqualTo(200);
        AuditExchange event = PublishedEvents.of(edge.name, 2).getLast();
        assertThat(event.getItems()).singleElement().satisfies(item -> {
            assertThat(item.getAction()).isEqualTo(ItemAction.NOT_INSPECTED);
            assertThat(item.getTokens()).isEqualTo(2);
        });
    }

    @Test
    void tokenIdsOfADeploymentAreDecodedInTheEncodingThatItsConnectionNames() throws Exception {
        connection("codec: { tokenEncoding: cl100k_base }", "[]");
        assertThat(edge.post(token, IDS).statusCode()).isEqualTo(200);
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getItems()).singleElement().satisfies(item -> {
            assertThat(item.getAction()).isEqualTo(ItemAction.PASSED);
            assertThat(item.getCharacters()).isEqualTo("hello world".length());
        });
        assertThat(event.getTargets()).containsExactly(upstream.url());
        assertThat(event.getCodecSettings())
                .singleElement()
                .satisfies(setting -> assertThat(setting.getValue()).isEqualTo("cl100k_base"));
    }

    @Test
    void whatARuleBlocksIsRecordedByItsTypeAlone() throws Exception {
        connection(
                "notInspected: allow",
                "[ { name: readable, match: { groups: [research] }, detect: [NOT_INSPECTED], action: block } ]");
        HttpResponse<byte[]> answer = edge.post(token, IDS);
        assertThat(refusal(answer)).isEqualTo("403 blocked_by_policy");
        assertThat(answer.headers().firstValue("X-Vectrail-Decision")).contains("block");
        assertThat(new String(answer.body())).contains("readable").doesNotContain("15339");
        assertThat(upstream.asked).isEmpty();
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getDecision().getOutcome()).isEqualTo(Decision.BLOCK);
        assertThat(event.getDecision().getRules()).singleElement().satisfies(match -> {
            assertThat(match.getRule()).isEqualTo("readable");
            assertThat(match.getItems()).containsExactly(0);
        });
        assertThat(event.getRequest().getBody().getState()).isEqualTo(BodyState.REWRITTEN);
        assertThat(StandardCharsets.UTF_8
                        .decode(event.getRequest().getBody().getContent())
                        .toString())
                .isEqualTo("{\"model\":\"my-embedder\",\"input\":\"<NOT_INSPECTED>\"}");
    }

    @Test
    void anImageIsRecordedByTypeSizeAndHashAndRefusedByARule() throws Exception {
        String image = "{\"model\":\"jina-clip-v2\",\"input\":[{\"image\":\"data:image/png;base64,iVBORw0KGgo=\"}]}";
        edge.document.connections(
                "  - { name: jina, provider: jina, target: \"" + upstream.url() + "\", credential: " + SECRET + " }");
        assertThat(edge.postTo("/jina/v1/embeddings", token, image).statusCode())
                .isEqualTo(200);
        edge.document.policies("[ { name: no-images, detect: [IMAGE], action: block } ]");
        edge.restart();
        assertThat(edge.postTo("/jina/v1/embeddings", token, image).statusCode())
                .isEqualTo(403);
        List<AuditExchange> events = PublishedEvents.of(edge.name, 2);
        byte[] png = Base64.getDecoder().decode("iVBORw0KGgo=");
        assertThat(events)
                .allSatisfy(event -> assertThat(event.getItems().getFirst().getMedia())
                        .containsExactly(new RecordedMedia("image/png", 8L, ByteBuffer.wrap(Sha256.of(png)))));
        assertThat(events.getFirst().getItems().getFirst().getAction()).isEqualTo(ItemAction.NOT_INSPECTED);
        assertThat(upstream.asked).hasSize(1);
        assertThat(StandardCharsets.UTF_8
                        .decode(events.getLast().getRequest().getBody().getContent())
                        .toString())
                .isEqualTo("{\"model\":\"jina-clip-v2\",\"input\":[{\"image\":\"<IMAGE>\"}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [0,0,0.0]            | ALL_ZERO   | VECTOR_ALL_ZERO
            "AADAfwAAgD8AAAAA"   | NOT_FINITE | VECTOR_NOT_FINITE
            [0.5,1e39,0.5]       | NOT_FINITE | VECTOR_NOT_FINITE
            [0.5,0.5]            | DIMENSIONS | VECTOR_DIMENSIONS
            """)
    void aVectorThatIsNotWhatWasAskedForIsMarkedCountedAndRefusedByARule(String vector, VectorFault fault, String type)
            throws Exception {
        upstream.answers((exchange, body) -> ScriptedUpstream.send(
                exchange, 200, "{\"data\":[{\"index\":0,\"embedding\":" + vector + "}],\"model\":\"m\"}"));
        String request = "{\"model\":\"m\",\"input\":\"a\",\"dimensions\":3}";
        String rule = "{ name: sound, detect: [" + type + "], action: block, shadow: %s }";

        connection("", "[" + rule.formatted("true") + "]");
        assertThat(edge.post(token, request).statusCode()).isEqualTo(200);
        assertThat(edge.admin("/metrics").body())
                .contains("vectrail_edge_vector_faults_total{fault=\"" + fault + "\"} 1.0");

        connection("", "[" + rule.formatted("false") + "]");
        assertThat(refusal(edge.post(token, request))).isEqualTo("403 blocked_by_policy");

        List<AuditExchange> events = PublishedEvents.of(edge.name, 2);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getVectorFindings()).containsExactly(new VectorFinding(fault, List.of(0)));
            assertThat(event.getDecision().getRules()).hasSize(1);
            assertThat(event.getForwarded()).isEqualTo(Forwarded.YES);
        });
        assertThat(events.getFirst().getOutcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(events.getLast().getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(events.getLast().getResponse()).isNull();
    }

    @Test
    void aVectorTooManyIsRefusedWithoutARuleAndMarked() throws Exception {
        connection("", "[]");
        assertThat(refusal(edge.post(token, "{\"model\":\"m\",\"input\":[\"a\",\"b\"]}")))
                .isEqualTo("502 upstream_unreadable");
        assertThat(PublishedEvents.of(edge.name, 1).getFirst().getVectorFindings())
                .containsExactly(new VectorFinding(VectorFault.COUNT, List.of()));
    }

    private void connection(String more, String policies) throws Exception {
        edge.document.connection(more);
        edge.document.policies(policies);
        edge.restart();
    }

    private static String refusal(HttpResponse<byte[]> answer) {
        String body = new String(answer.body());
        return answer.statusCode() + " " + body.replaceAll("(?s).*\"code\":\"([a-z_]+)\".*", "$1");
    }
}
