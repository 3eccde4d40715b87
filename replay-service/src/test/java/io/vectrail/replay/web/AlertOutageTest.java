package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.CaseKind;
import io.vectrail.event.Verdict;
import io.vectrail.local.testkit.Broker;
import io.vectrail.replay.AlertSamples;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Service;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What memory has is there without the archive, and what the archive has without memory. */
@Tag("heavy")
class AlertOutageTest {

    @Test
    void withoutTheArchivePeopleSeeAndActOnWhatMemoryHas(@TempDir Path folder) {
        Engines engines = Engines.shared();
        try (Service service =
                Service.unready(folder, "http://127.0.0.1:1", engines.bootstrap(), engines.registryUrl())) {
            Cases cases = new Cases(service);
            AlertSamples.Sample sample = AlertSamples.sample();
            engines.publish(sample.raised());
            cases.awaitKnown(sample.id());
            HttpResponse<byte[]> list = service.get(Cases.ALERTS + "?subject=" + sample.subject(), service.viewer());
            assertThat(list.statusCode()).as(() -> Service.text(list)).isEqualTo(200);
            JsonNode page = Service.json(list);
            assertThat(page.get("complete").asBoolean()).isFalse();
            assertThat(page.get("items").findValuesAsText("id")).containsExactly(sample.id());
            assertThat(cases.acknowledge(sample.id(), service.auditor()).statusCode())
                    .isEqualTo(200);
            assertThat(cases.get("in-the-archive-alone", service.viewer()).statusCode())
                    .isEqualTo(503);
            assertThat(cases.acknowledge("in-the-archive-alone", service.auditor())
                            .statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void whatIsTooOldForMemoryIsActedOnByWhatTheArchiveHas(@TempDir Path folder) {
        // Others' records may be newer and stand before.
        try (Broker broker = Broker.start()) {
            Engines engines = new Engines(broker.bootstrap(), Engines.shared().registryUrl());
            AlertSamples.Sample old =
                    AlertSamples.at(Instant.now().minus(Duration.ofDays(60)).truncatedTo(ChronoUnit.MILLIS));
            engines.publishAt(old.raisedAt(), old.raised());
            engines.publishAt(
                    old.raisedAt(),
                    old.step(CaseKind.CLOSED)
                            .setVerdict(Verdict.CONFIRMED)
                            .setReason("so")
                            .build());
            try (Service service =
                    Service.unready(folder, Engines.clickHouseUrl(), broker.bootstrap(), engines.registryUrl())) {
                Cases cases = new Cases(service);
                service.awaitReady();
                Awaitility.await("memory was read")
                        .atMost(Duration.ofSeconds(60))
                        .until(() ->
                                Service.text(service.get("/health/ready", null)).contains("0 alerts are not closed"));
                cases.awaitKnown(old.id());
                cases.awaitState(old.id(), "CLOSED");
                assertThat(cases.acknowledge(old.id(), service.auditor()).statusCode())
                        .isEqualTo(409);
                HttpResponse<byte[]> reopened = cases.reopen(old.id(), "after all", service.auditor());
                assertThat(reopened.statusCode())
                        .as(() -> Service.text(reopened))
                        .isEqualTo(200);
                assertThat(Service.json(reopened).get("state").asText()).isEqualTo("OPEN");
                assertThat(cases.reopen(old.id(), "again", service.auditor()).statusCode())
                        .isEqualTo(409);
                assertThat(cases.kinds(old.id())).containsExactly("CLOSED", "REOPENED");
                assertThat(cases.ids("?state=open", service.viewer())).containsExactly(old.id());
                assertThat(cases.ids("?state=closed", service.viewer())).isEmpty();
            }
        }
    }
}
