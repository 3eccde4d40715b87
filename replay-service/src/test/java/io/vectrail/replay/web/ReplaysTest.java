package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.AuditExchange;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import io.vectrail.replay.Service;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again, and what is said of what comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplaysTest {

    private static final Engines ENGINES = Engines.shared();
    private static final String RUN = UUID.randomUUID().toString();
    private static final Instant START = Instant.parse("2025-07-07T07:07:07Z");
    private static final float[] FIRST = {1, 0, 0, 0};
    private static final float[] SECOND = {0, 1, 0, 0.5f};

    private final List<AuditExchange> published = new ArrayList<>();
    private final String session = "replays-" + RUN;
    private FakeEdge edge;
    private Service service;
    private String token;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        edge = new FakeEdge();
        service = Service.reissuing(folder, edge.address());
        service.awaitKeys();
        token = service.issuer().token("rita-" + RUN, "auditors", "replayers");
        for (int i = 0; i < 4; i++) {
            AuditExchange exchange = Samples.exchange("replays-" + RUN, START.plusSeconds(i), "one " + i, "two");
            exchange.getCaller().setGroups(List.of(i == 0 ? "team-search" : "others"));
            published.add(Samples.answered(exchange, List.of(FIRST, SECOND)));
            ENGINES.publish(exchange);
        }
        AuditExchange refusal = Samples.refusal(START.plusSeconds(9));
        published.add(refusal);
        ENGINES.publish(refusal);
        ENGINES.publish(Samples.session(session, "replays-" + RUN, START, START.plusSeconds(3), 4));
        service.awaitItems("/api/v1/exchanges?from=" + START + "&to=" + START.plusSeconds(60), 5);
        service.awaitItems("/api/v1/sessions?subject=replays-" + RUN, 1);
    }

    @BeforeEach
    void asEver() {
        edge.received().clear();
        edge.answers(200, List.of(FIRST, SECOND));
        edge.rewrites(false);
    }

    @AfterAll
    void stop() {
        service.close();
        edge.close();
    }

    private HttpResponse<byte[]> call(String method, String path, String as) {
        return service.send(HttpRequest.newBuilder(service.uri("/api/v1/" + path))
                .timeout(Duration.ofSeconds(90))
                .header("Authorization", "Bearer " + as)
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<byte[]> replay(int which) {
        return call("POST", "exchanges/" + published.get(which).getId() + "/replay", token);
    }

    @Test
    void itGoesOutAsItWasRecordedUnderTheAuditorsOwnKey() {
        HttpResponse<byte[]> answer = replay(0);
        assertThat(answer.statusCode()).as(Service.text(answer)).isEqualTo(200);
        FakeEdge.Received received = edge.received().getFirst();
        assertThat(received.line()).isEqualTo("POST /openai/v1/embeddings?api-version=2026");
        assertThat(received.body()).isEqualTo(new String(Samples.requestBody("one 0", "two"), StandardCharsets.UTF_8));
        assertThat(received.contentType()).isEqualTo("application/json");
        assertThat(received.session()).startsWith("reissue-");
        JsonNode keys = Service.json(call("GET", "keys", service.policyAdmin())).get("items");
        JsonNode key = keys.get(0);
        for (JsonNode each : keys) {
            key = each.get("subject").asText().equals("key:reissue/rita-" + RUN) ? each : key;
        }
        assertThat(key.get("subject").asText()).isEqualTo("key:reissue/rita-" + RUN);
        assertThat(key.get("createdBy").asText()).isEqualTo("rita-" + RUN);
        assertThat(received.key()).startsWith("Bearer ").contains(key.get("id").asText());
        var _ = replay(1);
        assertThat(edge.received().getLast().key()).isEqualTo(received.key());
        JsonNode said = Service.json(answer);
        assertThat(said.get("exchange").asText()).isEqualTo(received.exchange());
        said.get("items").forEach(item -> {
            assertThat(item.get("identical").asBoolean()).isTrue();
            assertThat(item.get("cosine").asDouble()).isEqualTo(1);
            assertThat(item.get("largest").asDouble()).isZero();
        });
        assertThat(said.get("items")).hasSize(2);
    }

    @Test
    void whatIsAnotherNowIsSeenByHowMuchAndWhere() {
        edge.answers(200, List.of(FIRST, new float[] {0, 1, 0.25f, 0.5f}));
        JsonNode items = Service.json(replay(1)).get("items");
        assertThat(items.get(0).get("identical").asBoolean()).isTrue();
        assertThat(items.get(1).get("identical").asBoolean()).isFalse();
        assertThat(items.get(1).get("largest").asDouble()).isEqualTo(0.25);
        assertThat(items.get(1).get("at").asInt()).isEqualTo(2);
        assertThat(items.get(1).get("cosine").asDouble()).isCloseTo(1.25 / Math.sqrt(1.25 * 1.3125), within(1e-9));
    }

    @Test
    void whatHasAnotherShapeCannotBeCompared() {
        edge.answers(200, List.of(new float[] {1, 2}));
        JsonNode items = Service.json(replay(1)).get("items");
        assertThat(items.get(0).get("others").asInt()).isEqualTo(2);
        assertThat(items.get(0).get("cosine").isNull()).isTrue();
        assertThat(items.get(1).get("others").asInt()).isZero();
        assertThat(items.get(1).get("identical").asBoolean()).isFalse();
    }

    @Test
    void anEdgeThatHasNotReadOfTheKeyYetIsAskedAgain() {
        edge.doesNotKnow(2);
        String fresh = service.issuer().token("nina-" + RUN, "auditors", "replayers");
        assertThat(call("POST", "exchanges/" + published.get(2).getId() + "/replay", fresh)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoseKeySomebodyRevokedSendsNothingMore() {
        String other = service.issuer().token("rex-" + RUN, "auditors", "replayers");
        String path = "exchanges/" + published.get(2).getId() + "/replay";
        assertThat(call("POST", path, other).statusCode()).isEqualTo(200);
        JsonNode keys = Service.json(call("GET", "keys", service.policyAdmin())).get("items");
        assertThat(keys.get(0).get("subject").asText()).isEqualTo("key:reissue/rex-" + RUN);
        assertThat(call("DELETE", "keys/" + keys.get(0).get("id").asText(), service.policyAdmin())
                        .statusCode())
                .isEqualTo(204);
        edge.received().clear();
        HttpResponse<byte[]> answer = call("POST", path, other);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(Service.json(answer).get("detail").asText()).contains("revoked by paula");
        assertThat(edge.received()).isEmpty();
    }

    @Test
    void whatAPolicyChangedOnItsWayIsNotTakenForAnotherModel() {
        edge.rewrites(true);
        JsonNode said = Service.json(replay(1));
        assertThat(said.get("rewritten").asBoolean()).isTrue();
        JsonNode job = ended(Service.json(call("POST", "replays?sample=1&subject=replays-" + RUN, token))
                .get("id")
                .asText());
        assertThat(job.get("different").asInt()).isZero();
        assertThat(job.get("failed").asInt()).isEqualTo(1);
        assertThat(job.get("results").get(0).get("reason").asText()).contains("a policy changed");
    }

    @Test
    void aRefusalIsToldWithTheExchangeThatSaysWhy() {
        edge.answers(403, List.of());
        HttpResponse<byte[]> answer = replay(2);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(Service.json(answer).get("detail").asText()).contains("403");
        assertThat(Service.json(answer).get("exchange").asText())
                .isEqualTo(edge.received().getFirst().exchange());
    }

    @Test
    void whatHasNoBytesIsNotSent() {
        HttpResponse<byte[]> answer = replay(4);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(Service.json(answer).get("detail").asText()).contains("not kept");
        assertThat(edge.received()).isEmpty();
    }

    @Test
    void aSessionIsSentAsAJobInItsOrder() {
        HttpResponse<byte[]> asked = call("POST", "replays?session=" + session, token);
        assertThat(asked.statusCode()).as(Service.text(asked)).isEqualTo(202);
        String id = Service.json(asked).get("id").asText();
        JsonNode job = ended(id);
        assertThat(job.get("exchanges").asInt()).isEqualTo(4);
        assertThat(job.get("done").asInt()).isEqualTo(4);
        assertThat(job.get("different").asInt()).isZero();
        assertThat(job.get("failed").asInt()).isZero();
        List<String> of = new ArrayList<>();
        job.get("results").forEach(result -> of.add(result.get("of").asText()));
        assertThat(of)
                .containsExactlyElementsOf(published.subList(0, 4).stream()
                        .map(AuditExchange::getId)
                        .toList());
        assertThat(edge.received())
                .extracting(FakeEdge.Received::session)
                .filteredOn(("reissue-" + id)::equals)
                .hasSize(4);
        assertThat(Service.json(call("GET", "replays", token)).get("items").findValuesAsText("id"))
                .contains(id);
        String other = service.issuer().token("roy-" + RUN, "auditors", "replayers");
        assertThat(call("GET", "replays/" + id, other).statusCode()).isEqualTo(404);
        assertThat(call("DELETE", "replays/" + id, other).statusCode()).isEqualTo(404);
        assertThat(call("DELETE", "replays/" + id, token).statusCode()).isEqualTo(204);
        assertThat(call("GET", "replays/" + id, token).statusCode()).isEqualTo(404);
    }

    private JsonNode ended(String id) {
        return Awaitility.await("the job has ended")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> Service.json(call("GET", "replays/" + id, token)),
                        job -> !job.get("ended").isNull());
    }

    @Test
    void aSampleIsTheSameForTheSameQuestionAndSaysWhatChanged() {
        edge.answers(200, List.of(FIRST, new float[] {0, 1, 0.25f, 0.5f}));
        String query = "replays?sample=2&subject=replays-" + RUN;
        JsonNode first =
                ended(Service.json(call("POST", query, token)).get("id").asText());
        JsonNode second =
                ended(Service.json(call("POST", query, token)).get("id").asText());
        assertThat(first.get("results").findValuesAsText("of"))
                .hasSize(2)
                .isEqualTo(second.get("results").findValuesAsText("of"));
        assertThat(first.get("different").asInt()).isEqualTo(2);
        assertThat(first.get("results").get(0).get("identical").asInt()).isEqualTo(1);
        assertThat(first.get("results").get(0).get("largest").asDouble()).isEqualTo(0.25);
    }

    @Test
    void aTextIsAskedForAsCallersAskAndItsVectorIsSearchedBy() {
        AuditExchange form = Samples.exchange("replays-form-" + RUN, START.plusSeconds(20), "how callers \"ask\"");
        form.setModel("form-" + RUN);
        ENGINES.publish(Samples.answered(form, List.of(FIRST)));
        AuditExchange later = Samples.exchange("replays-form-" + RUN, START.plusSeconds(21), "");
        later.getRequest()
                .setBody(Samples.inline("{\"model\":\"m\",\"input\":[[1212,318]]}".getBytes(StandardCharsets.UTF_8)));
        later.setModel("form-" + RUN);
        ENGINES.publish(later);
        service.awaitItems("/api/v1/exchanges?model=form-" + RUN, 2);
        edge.answers(200, List.of(SECOND));
        String body = "{\"text\":\"a \\\"new\\\" text\\n\",\"connection\":\"openai\",\"model\":\"form-" + RUN + "\"}";
        HttpResponse<byte[]> answer =
                post("vectors/nearest?model=text-embedding-3-small&subject=replays-" + RUN, body, token);
        assertThat(answer.statusCode()).as(Service.text(answer)).isEqualTo(200);
        assertThat(edge.received().getLast().body())
                .isEqualTo(new String(Samples.requestBody("a \"new\" text\n"), StandardCharsets.UTF_8)
                        .replace("\\u0022", "\\\"")
                        .replace("\\u000a", "\\n"));
        JsonNode first = Service.json(answer).get("items").get(0);
        assertThat(first.get("identical").asBoolean()).isTrue();
        assertThat(first.get("text").asText()).isEqualTo("two");
        assertThat(post("vectors/nearest", body, service.auditor()).statusCode())
                .isEqualTo(403);
        assertThat(post("vectors/nearest", body.replace("new", "\\ud800"), token)
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("vectors/nearest", body.replace("openai", "nowhere"), token)
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("vectors/nearest", "{\"text\":\" \",\"connection\":\"openai\",\"model\":\"m\"}", token)
                        .statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<byte[]> post(String path, String body, String as) {
        return service.send(HttpRequest.newBuilder(service.uri("/api/v1/" + path))
                .timeout(Duration.ofSeconds(90))
                .header("Authorization", "Bearer " + as)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void nobodySendsWhatTheyMayNotRead() {
        String team = service.issuer().token("tess-" + RUN, "search-auditors", "replayers");
        String outside = published.get(1).getId();
        assertThat(call("POST", "exchanges/" + outside + "/replay", team).statusCode())
                .isEqualTo(404);
        assertThat(call("POST", "exchanges/" + published.getFirst().getId() + "/replay", team)
                        .statusCode())
                .isEqualTo(200);
        assertThat(Service.json(call("POST", "replays?sample=9&subject=replays-" + RUN, team))
                        .get("exchanges")
                        .asInt())
                .isEqualTo(1);
        String withoutTexts = service.issuer().token("nora-" + RUN, "replayers");
        assertThat(call("POST", "exchanges/" + outside + "/replay", withoutTexts)
                        .statusCode())
                .isEqualTo(404);
        assertThat(call("POST", "exchanges/" + outside + "/replay", service.auditor())
                        .statusCode())
                .isEqualTo(403);
        assertThat(call("GET", "exchanges/" + published.getFirst().getId() + "/comparison?with=" + outside, team)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoSentWhatAgainIsRecorded() {
        String id = published.get(3).getId();
        assertThat(replay(3).statusCode()).isEqualTo(200);
        JsonNode accesses = service.awaitItems("/api/v1/access?action=change&object=exchanges/" + id + "/replay", 1);
        assertThat(accesses.get(0).toString())
                .contains("rita-" + RUN, edge.received().getFirst().exchange());
    }

    @Test
    void answersFitTheirDescription() {
        Map<String, HttpResponse<byte[]>> answers = Map.of(
                "Replayed",
                replay(0),
                "Comparison",
                call(
                        "GET",
                        "exchanges/" + published.get(0).getId() + "/comparison?with="
                                + published.get(1).getId(),
                        token),
                "Replay",
                call("POST", "replays?sample=1&subject=replays-" + RUN, token),
                "ReplayPage",
                call("GET", "replays", token));
        answers.forEach((schema, answer) -> assertThat(Contract.of(service).misfits(schema, answer))
                .as(schema)
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replays?sample=0",
                "replays?sample=1001",
                "replays?sample=x",
                "replays?session=a&subject=b",
                "replays?minRisk=x",
                "replays?limit=3"
            })
    void whatCannotBeAskedIsRefused(String path) {
        assertThat(call("POST", path, token).statusCode()).isEqualTo(400);
    }
}
