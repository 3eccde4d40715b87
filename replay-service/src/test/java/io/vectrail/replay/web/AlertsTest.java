package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.AlertKind;
import io.vectrail.event.CaseEvent;
import io.vectrail.event.CaseKind;
import io.vectrail.event.RiskLevel;
import io.vectrail.event.Topics;
import io.vectrail.event.Verdict;
import io.vectrail.replay.AlertSamples;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Service;
import io.vectrail.replay.alert.ocsf.OcsfSchema;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Alerts through the API of one service, from the records of the topics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsTest {

    private static final Engines ENGINES = Engines.shared();

    private Service service;
    private Cases cases;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
        cases = new Cases(service);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private AlertSamples.Sample known() {
        AlertSamples.Sample sample = AlertSamples.sample();
        ENGINES.publish(sample.raised());
        cases.awaitKnown(sample.id());
        return sample;
    }

    @Test
    void itShowsWhatWasFound() {
        AlertSamples.Sample sample = known();
        JsonNode alert = cases.shown(sample.id());
        assertThat(alert.get("state").asText()).isEqualTo("OPEN");
        assertThat(alert.get("level").asText()).isEqualTo("HIGH");
        assertThat(alert.get("score").asDouble()).isEqualTo(71.5);
        assertThat(alert.get("subject").asText()).isEqualTo(sample.subject());
        assertThat(alert.at("/groups/0").asText()).isEqualTo("production");
        assertThat(alert.at("/parts/0/signal").asText()).isEqualTo("near-duplicates");
        assertThat(alert.get("exchangeCount").asInt()).isEqualTo(1);
        assertThat(alert.at("/exchanges/0/parts/0/reason").asText()).startsWith("40 of 41");
        assertThat(alert.at("/steps/0/kind").asText()).isEqualTo("RAISED");
        assertThat(alert.get("case")).isEmpty();
        assertThat(alert.get("assignee").isNull()).isTrue();
        ENGINES.publish(sample.escalated());
        ENGINES.publish(sample.subsided());
        Awaitility.await("it has subsided")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !cases.shown(sample.id()).get("subsidedAt").isNull());
        assertThat(cases.shown(sample.id()).get("level").asText()).isEqualTo("CRITICAL");
    }

    @Test
    void aWholeLife() {
        AlertSamples.Sample sample = known();
        String id = sample.id();
        assertThat(cases.acknowledge(id, service.auditor()).statusCode()).isEqualTo(200);
        HttpResponse<byte[]> again = cases.acknowledge(id, cases.auditor("otto"));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(Service.json(again).get("state").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(Service.json(again).get("decidedBy").asText()).isEqualTo("audrey");
        JsonNode assigned = Service.json(cases.assign(id, "  olga  ", service.policyAdmin()));
        assertThat(assigned.get("assignee").asText()).isEqualTo("olga");
        assertThat(cases.reopen(id, "why", service.auditor()).statusCode()).isEqualTo(409);
        JsonNode closed = Service.json(cases.close(id, "expected", "a nightly job", service.auditor()));
        assertThat(closed.get("state").asText()).isEqualTo("CLOSED");
        assertThat(closed.get("verdict").asText()).isEqualTo("EXPECTED");
        assertThat(cases.assign(id, "otto", service.auditor()).statusCode()).isEqualTo(409);
        assertThat(cases.close(id, "confirmed", "no", service.auditor()).statusCode())
                .isEqualTo(409);
        JsonNode reopened = Service.json(cases.reopen(id, "it was none", service.policyAdmin()));
        assertThat(reopened.get("state").asText()).isEqualTo("OPEN");
        assertThat(reopened.get("verdict").isNull()).isTrue();
        assertThat(cases.kinds(id)).containsExactly("ACKNOWLEDGED", "ASSIGNED", "CLOSED", "REOPENED");

        service.restart();
        cases.awaitKnown(id);
        Awaitility.await("memory was read")
                .atMost(Duration.ofSeconds(30))
                .until(() -> Service.text(service.get("/health/ready", null)).contains("alerts are not closed"));
        assertThat(cases.kinds(id)).containsExactly("ACKNOWLEDGED", "ASSIGNED", "CLOSED", "REOPENED");
        assertThat(cases.state(id)).isEqualTo("OPEN");
        JsonNode accesses = service.awaitItems("/api/v1/access?action=change&object=alerts/" + id, 4);
        assertThat(accesses.findValuesAsText("action")).containsOnly("CHANGE");
    }

    @Test
    void whatIsMisformedIsRefused() {
        String id = known().id();
        for (String body : List.of(
                "",
                "[]",
                "{}",
                "{\"action\":\"approve\"}",
                "{\"action\":\"acknowledge\",\"reason\":\"x\"}",
                "{\"action\":\"assign\"}",
                "{\"action\":\"assign\",\"assignee\":\" \"}",
                "{\"action\":\"assign\",\"assignee\":\"a\\u0000b\"}",
                "{\"action\":\"assign\",\"assignee\":\"" + "x".repeat(257) + "\"}",
                "{\"action\":\"close\",\"verdict\":\"confirmed\"}",
                "{\"action\":\"close\",\"verdict\":\"confirmed\",\"reason\":\" \\n\"}",
                "{\"action\":\"close\",\"verdict\":\"unknown\",\"reason\":\"x\"}",
                "{\"action\":\"close\",\"verdict\":\"confirmed\",\"reason\":\"" + "x".repeat(501) + "\"}",
                "{\"action\":\"reopen\"}",
                "{\"action\":\"close\",\"action\":\"acknowledge\"}")) {
            assertThat(cases.post(id, body, service.auditor()).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(cases.kinds(id)).isEmpty();
        for (String query : List.of("?state=SUBSIDED", "?level=unknown", "?x=1", "?limit=0", "?cursor=x")) {
            assertThat(service.get(Cases.ALERTS + query, service.viewer()).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(cases.acknowledge("no-such-alert", service.auditor()).statusCode())
                .isEqualTo(404);
        assertThat(cases.get("no-such-alert", service.viewer()).statusCode()).isEqualTo(404);
    }

    @Test
    void theListIsFilteredAndPagedNewestFirst() {
        Instant start = Instant.parse("2026-03-01T00:00:00Z");
        List<AlertSamples.Sample> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            AlertSamples.Sample sample = AlertSamples.at(start.plusSeconds(i / 2));
            all.add(sample);
            ENGINES.publish(sample.raised());
        }
        all.forEach(sample -> cases.awaitKnown(sample.id()));
        String during = "from=" + start + "&to=" + start.plusSeconds(60);
        List<String> expected = all.stream()
                .sorted((a, b) -> a.raisedAt().equals(b.raisedAt())
                        ? b.id().compareTo(a.id())
                        : b.raisedAt().compareTo(a.raisedAt()))
                .map(AlertSamples.Sample::id)
                .toList();
        assertThat(cases.ids("?" + during, service.viewer())).isEqualTo(expected);
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = Service.json(service.get(
                    Cases.ALERTS + "?limit=2&" + during + (cursor.isEmpty() ? "" : "&cursor=" + cursor),
                    service.viewer()));
            assertThat(page.get("complete").asBoolean()).isTrue();
            paged.addAll(page.get("items").findValuesAsText("id"));
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        assertThat(paged).isEqualTo(expected);

        AlertSamples.Sample one = all.get(3);
        cases.assign(one.id(), "list-assignee", service.auditor());
        ENGINES.publish(one.escalated());
        Awaitility.await("it escalates")
                .atMost(Duration.ofSeconds(20))
                .until(() -> cases.shown(one.id()).get("level").asText().equals("CRITICAL"));
        cases.close(all.get(4).id(), "false-alarm", "none", service.auditor());
        assertThat(cases.ids("?assignee=list-assignee&" + during, service.viewer()))
                .containsExactly(one.id());
        assertThat(cases.ids("?level=critical&" + during, service.viewer())).containsExactly(one.id());
        assertThat(cases.ids("?state=closed&" + during, service.viewer()))
                .containsExactly(all.get(4).id());
        assertThat(cases.ids("?state=OPEN&" + during, service.viewer())).hasSize(6);
        assertThat(cases.ids("?subject=" + one.subject(), service.viewer())).containsExactly(one.id());
        assertThat(cases.ids("?subject=" + one.subject().substring(0, 12) + "*", service.viewer()))
                .contains(one.id());
    }

    @Test
    void findingsAreAsOcsfHasThem() {
        AlertSamples.Sample sample = known();
        JsonNode one = Service.json(service.get(Cases.ALERTS + "/" + sample.id() + "/finding", service.viewer()));
        assertThat(OcsfSchema.misfits(one)).isEmpty();
        assertThat(one.at("/finding_info/uid").asText()).isEqualTo(sample.id());
        cases.close(sample.id(), "confirmed", "so it is", service.auditor());
        JsonNode page = Service.json(service.get(
                Cases.ALERTS + "/findings?from=" + sample.raisedAt() + "&to="
                        + sample.raisedAt().plusMillis(1),
                service.viewer()));
        assertThat(page.get("items"))
                .isNotEmpty()
                .allSatisfy(item -> assertThat(OcsfSchema.misfits(item)).isEmpty());
        assertThat(page.get("items")).anySatisfy(item -> {
            assertThat(item.at("/finding_info/uid").asText()).isEqualTo(sample.id());
            assertThat(item.get("activity_id").asInt()).isEqualTo(3);
            assertThat(item.get("status_id").asInt()).isEqualTo(4);
        });
    }

    @Test
    void eachChangeIsHeardOfWithinASecond() throws Exception {
        try (Listener listener = Listener.of(service, service.policyAdmin())) {
            AlertSamples.Sample sample = AlertSamples.sample();
            // The first record of a run waits for the registry.
            ENGINES.framed(sample.raised());
            long start = System.nanoTime();
            ENGINES.publish(sample.raised());
            listener.await("event: alert\ndata: {\"id\":\"" + sample.id() + "\",\"state\":\"OPEN\"}\n");
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(took).isLessThan(Duration.ofSeconds(1));
            cases.acknowledge(sample.id(), service.auditor());
            listener.await("data: {\"id\":\"" + sample.id() + "\",\"state\":\"ACKNOWLEDGED\"}\n");
        }
    }

    @Test
    void whatNobodyShouldHaveWrittenHarmsNothing() {
        AlertSamples.Sample orphan = AlertSamples.sample();
        ENGINES.publish(orphan.escalated());
        AlertSamples.Sample odd = AlertSamples.sample();
        ENGINES.publish(
                odd.fact(AlertKind.RAISED, RiskLevel.UNKNOWN, Double.NaN).build());
        ENGINES.publish(odd.step(CaseKind.UNKNOWN).build());
        ENGINES.publish(odd.step(CaseKind.CLOSED).setVerdict(Verdict.UNKNOWN).build());
        ENGINES.publish(odd.step(CaseKind.ACKNOWLEDGED).setId("").build());
        ENGINES.publish(
                odd.step(CaseKind.ASSIGNED).setAssignee("x".repeat(100_000)).build());
        ENGINES.publish(
                Topics.ALERTS.name(),
                "another-key",
                ENGINES.framed(AlertSamples.sample().raised()));
        ENGINES.publish(Topics.ALERTS.name(), odd.id(), Engines.utf8("no event at all"));
        ENGINES.publish(Topics.CASES.name(), odd.id(), Engines.utf8("no event at all"));
        ENGINES.publish(Topics.CASES.name(), odd.id(), null);
        ENGINES.publish(AlertSamples.at(Instant.parse("1970-01-01T00:00:00Z")).raised());
        AlertSamples.Sample huge = AlertSamples.sample().over(List.of("openai"), "g".repeat(200_000));
        ENGINES.publish(huge.raised());
        AlertSamples.Sample busy = AlertSamples.sample();
        ENGINES.publish(busy.raised());
        for (int i = 0; i < 5_000; i++) {
            CaseEvent step =
                    busy.step(CaseKind.ASSIGNED).setAssignee("somebody-" + i).build();
            ENGINES.send(step);
        }
        ENGINES.publish(busy.step(CaseKind.ACKNOWLEDGED).build());
        cases.awaitKnown(busy.id());
        cases.awaitState(busy.id(), "ACKNOWLEDGED");
        assertThat(cases.shown(odd.id()).get("score").asDouble()).isZero();
        assertThat(cases.kinds(odd.id())).isEmpty();
        assertThat(cases.shown(huge.id()).at("/groups/0").asText()).hasSize(256);
        assertThat(cases.get(orphan.id(), service.viewer()).statusCode()).isEqualTo(404);
        JsonNode shown = cases.shown(busy.id());
        assertThat(shown.get("assignee").asText()).isEqualTo("somebody-4999");
        assertThat(shown.get("case")).hasSize(1_000);
        assertThat(cases.acknowledge(known().id(), service.auditor()).statusCode())
                .isEqualTo(200);
        // The archive, asked alone, has the same.
        String now = Instant.now().plus(1, ChronoUnit.DAYS).toString();
        Awaitility.await("it is listed")
                .atMost(Duration.ofSeconds(30))
                .until(() -> cases.ids("?limit=500&to=" + now, service.viewer()).contains(busy.id()));
    }
}
