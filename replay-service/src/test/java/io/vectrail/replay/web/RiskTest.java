package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.RiskScore;
import io.vectrail.replay.Engines;
import io.vectrail.replay.RiskSamples;
import io.vectrail.replay.Samples;
import io.vectrail.replay.Service;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Scores as the API answers them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RiskTest {

    private static final Engines ENGINES = Engines.shared();
    private static final String RUN = UUID.randomUUID().toString();

    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
        service.awaitDocuments();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void anExchangeSaysHowRiskyItIsAndWhy() {
        String subject = "said-" + RUN;
        AuditExchange scored = published(subject);
        AuditExchange other = Samples.exchange(subject, Samples.NOON, "not scored");
        ENGINES.publish(other);
        ENGINES.publish(RiskSamples.score(scored, "s-" + RUN, 72.4, 41, 90));
        service.awaitItems("/api/v1/exchanges?subject=" + subject, 2);
        service.awaitItems("/api/v1/exchanges?minRisk=72&subject=" + subject, 1);

        assertThat(service.json("/api/v1/exchanges?subject=" + subject)
                        .at("/items/0/risk")
                        .asInt())
                .isEqualTo(72);
        assertThat(service.json("/api/v1/exchanges?subject=" + subject)
                        .at("/items/1/risk")
                        .isNull())
                .isTrue();
        assertThat(service.json("/api/v1/exchanges?minRisk=73&subject=" + subject)
                        .get("items"))
                .isEmpty();
        HttpResponse<byte[]> detail = service.get("/api/v1/exchanges/" + scored.getId(), service.viewer());
        JsonNode risk = Service.json(detail).get("risk");
        assertThat(risk.get("score").asDouble()).isEqualTo(72.4);
        assertThat(risk.get("level").asText()).isEqualTo("HIGH");
        assertThat(risk.at("/parts/0/signal").asText()).isEqualTo("near-duplicates");
        assertThat(risk.at("/parts/0/reason").asText()).isEqualTo("9 of the last 10 were alike");
        assertThat(risk.get("session").toString()).isEqualTo("{\"score\":41.0,\"level\":\"MEDIUM\"}");
        assertThat(risk.get("caller").toString()).isEqualTo("{\"score\":90.0,\"level\":\"CRITICAL\"}");
        assertThat(risk.get("documentHash").asText()).isEqualTo("cd".repeat(32));
        assertThat(service.json("/api/v1/exchanges/" + other.getId())
                        .get("risk")
                        .isNull())
                .isTrue();
        for (String minRisk : List.of("-1", "101", "x", "1e1", "5.5", "1000")) {
            assertThat(service.get("/api/v1/exchanges?minRisk=" + minRisk, service.viewer())
                            .statusCode())
                    .as(minRisk)
                    .isEqualTo(400);
        }
    }

    @Test
    void aCallerIsFoundWhateverSignsTheirNameHas() {
        for (String name : List.of(
                "it's \"{x:String}\" \\' ['] \uD83D\uDE00 ",
                "100%25%2F%_?a=b&c#d;e+f/g",
                "spiffe://cluster/ns/a b",
                "\u202Eabc\n\t\u0000")) {
            String subject = name + RUN;
            RiskScore score = RiskSamples.score(published(subject), 20, 55);
            ENGINES.publish(score);
            String path = "/api/v1/risk/callers/" + Service.encoded(subject).replace("+", "%20");
            Awaitility.await("it is archived")
                    .until(() -> service.get(path, service.viewer()).statusCode() == 200);
            JsonNode caller = service.json(path);
            assertThat(caller.get("subject").asText()).isEqualTo(subject);
            assertThat(caller.get("history")).hasSize(1);
            assertThat(caller.at("/exchanges/0/id").asText()).isEqualTo(score.getExchange());
            JsonNode found = service.json("/api/v1/risk/callers?q=" + Service.encoded(subject))
                    .get("items");
            assertThat(found).hasSize(1);
            assertThat(found.get(0).get("session").isNull()).isTrue();
            assertThat(found.at("/0/score").asDouble()).isBetween(54.0, 55.0);
        }
        String all = "/api/v1/risk/callers?limit=1&q=" + RUN;
        JsonNode first = service.json(all);
        assertThat(service.json(all + "&cursor=" + first.get("nextCursor").asText())
                        .at("/items/0/subject"))
                .isNotEqualTo(first.at("/items/0/subject"));
    }

    @Test
    void aQuestionThatIsNoneIsRefused() {
        for (String path : List.of(
                "?level=LOUD",
                "?level=UNKNOWN",
                "?limit=501",
                "?cursor=x",
                "?cursor=MTIzfjQ1Ng",
                "?minRisk=3",
                "/x?from=yesterday",
                "/x?limit=3",
                "/x?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")) {
            assertThat(service.get("/api/v1/risk/callers" + path, service.viewer())
                            .statusCode())
                    .as(path)
                    .isEqualTo(400);
        }
        assertThat(service.get("/api/v1/risk/callers/nobody-" + RUN, service.viewer())
                        .statusCode())
                .isEqualTo(404);
        assertThat(service.get("/api/v1/risk/callers?version=none&level=critical", service.viewer())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void levelsAreThoseOfTheDocumentInForce() {
        String subject = "levels-" + RUN;
        ENGINES.publish(RiskSamples.score(published(subject), 20, 30));
        JsonNode before = service.awaitItems("/api/v1/risk/callers?q=" + subject, 1);
        assertThat(before.at("/0/level").asText()).isEqualTo("LOW");
        assertThat(service.put("/api/v1/config", """
                                version: 1
                                connections: [{name: a, provider: openai, target: 'http://127.0.0.1:1', credential: key}]
                                risk: { levels: { medium: 10, high: 20, critical: 25 } }
                                """, "If-None-Match", "*").statusCode())
                .isEqualTo(200);
        Awaitility.await("the document counts")
                .until(() -> service.json("/api/v1/risk/callers/" + subject)
                        .get("level")
                        .asText()
                        .equals("CRITICAL"));
        assertThat(service.json("/api/v1/risk/callers?level=critical&q=" + subject)
                        .get("items"))
                .hasSize(1);
        assertThat(service.json("/api/v1/risk/callers/" + subject)
                        .at("/history/0/level")
                        .asText())
                .as("what it was called then")
                .isEqualTo("LOW");
    }

    @Test
    void whoeverDecidesSeesHowRiskyTheCallerIs() {
        Held held = Held.anyone();
        ENGINES.publish(RiskSamples.score(published(held.subject()), 20, 99));
        service.awaitItems("/api/v1/risk/callers?q=" + held.subject(), 1);
        Desk desk = new Desk(service);
        String id = desk.awaitKnown(held.publish());
        JsonNode risk = service.json("/api/v1/approvals/" + id).get("risk");
        assertThat(risk.get("score").asInt()).isBetween(98, 99);
        assertThat(risk.get("level").asText()).isEqualTo("CRITICAL");
        String unscored = desk.awaitKnown(Held.anyone().publish());
        assertThat(service.json("/api/v1/approvals/" + unscored).get("risk").isNull())
                .isTrue();
        assertThat(service.json("/api/v1/approvals/" + unscored).get("history").isNull())
                .isFalse();
    }

    private static AuditExchange published(String subject) {
        AuditExchange exchange = Samples.exchange(subject, Instant.now().truncatedTo(ChronoUnit.MILLIS), "a text");
        ENGINES.publish(exchange);
        return exchange;
    }
}
