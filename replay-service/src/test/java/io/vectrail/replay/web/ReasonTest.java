package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AccessEvent;
import io.vectrail.event.AuditExchange;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import io.vectrail.replay.Service;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Where the service is told to ask for reasons, nobody reads a text without one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReasonTest {

    private Service service;
    private String exchange = "";

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.asking(folder);
        AuditExchange sample = Samples.exchange("reason-" + UUID.randomUUID(), Samples.NOON, "a text of somebody");
        Engines.shared().publish(sample);
        exchange = "/api/v1/exchanges/" + sample.getId();
        Awaitility.await("it is archived")
                .atMost(Duration.ofSeconds(30))
                .until(() -> service.get(exchange, service.viewer()).statusCode() == 200);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void noTextWithoutAReason() {
        for (String path : List.of(
                "/api/v1/exchanges",
                exchange,
                exchange + "/request",
                exchange + "/response",
                exchange + "/vectors/0")) {
            HttpResponse<byte[]> refused = service.get(path, service.auditor());
            assertThat(refused.statusCode()).as(path).isEqualTo(428);
            assertThat(Service.text(refused))
                    .contains("X-Vectrail-Reason", "\"needs\":\"reason\"")
                    .doesNotContain("of somebody");
            assertThat(get(path, "an incident").statusCode()).as(path).isEqualTo(200);
        }
        assertThat(service.get("/api/v1/sessions", service.auditor()).statusCode())
                .as("no text is in there")
                .isEqualTo(200);
    }

    @Test
    void whoDecidesOnARequestThatWaitsSaysWhyTheyReadItToo() {
        Desk desk = new Desk(service);
        String id = desk.awaitKnown(Held.anyone().publish());
        String approver = desk.approver("ann");
        assertThat(desk.get(id, approver).statusCode()).isEqualTo(428);
        HttpResponse<byte[]> opened = service.get("/api/v1/approvals/" + id + "?reason=to+decide", approver);
        assertThat(Service.text(opened)).contains(Held.TEXT);
        HttpResponse<byte[]> decided = desk.decide(id, "approve", "fine", approver);
        assertThat(decided.statusCode()).isEqualTo(200);
        assertThat(Service.text(decided)).contains("\"readable\":false").doesNotContain(Held.TEXT);
        assertThat(Service.text(service.get("/api/v1/me", approver))).contains("\"reasonNeeded\":true");
    }

    @Test
    void whoReadsNoTextsNeedsNone() {
        assertThat(service.get("/api/v1/exchanges", service.viewer()).statusCode())
                .isEqualTo(200);
        assertThat(Service.text(service.get("/api/v1/me", service.viewer()))).contains("\"reasonNeeded\":false");
        assertThat(Service.text(service.get("/api/v1/me", service.auditor()))).contains("\"reasonNeeded\":true");
    }

    @Test
    void aReasonIsRecordedAsItWasMeant() {
        String why = "Prüfung №7 + 100 % " + UUID.randomUUID();
        assertThat(get(exchange, Service.encoded(why).replace("+", "%20")).statusCode())
                .isEqualTo(200);
        assertThat(service.get(exchange + "/request?reason=" + Service.encoded(why), service.auditor())
                        .statusCode())
                .isEqualTo(200);
        List<AccessEvent> events = Accesses.published().stream()
                .filter(event -> AuditTest.detail(event, "reason").equals(why))
                .toList();
        assertThat(events)
                .as("Kafka has them before their answers go out")
                .extracting(event -> "/api/v1/" + event.getObject())
                .containsExactly(exchange, exchange + "/request");
    }

    @Test
    void aReasonThatCannotBeKeptIsNone() {
        assertThat(get(exchange, "r".repeat(501)).statusCode()).isEqualTo(400);
        assertThat(get(exchange, "two%0Alines").statusCode()).isEqualTo(400);
        assertThat(get(exchange, "%E2%80%8B.").statusCode())
                .as("nothing is said")
                .isEqualTo(400);
        assertThat(get(exchange, "%20").statusCode()).isEqualTo(428);
        assertThat(get(exchange, "100 % sure").statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> get(String path, String reason) {
        return service.send(HttpRequest.newBuilder(service.uri(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + service.auditor())
                .header("X-Vectrail-Reason", reason));
    }
}
