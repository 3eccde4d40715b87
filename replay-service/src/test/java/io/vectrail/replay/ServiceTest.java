package io.vectrail.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.AuditExchange;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The service as a whole, from a record in Kafka to an answer of the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceTest {

    private static final Engines ENGINES = Engines.shared();

    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void anExchangeIsFoundByAWordOfItsTextBySubjectAndById() {
        String subject = "alice-" + UUID.randomUUID();
        AuditExchange exchange = Samples.exchange(subject, Samples.NOON, "Quarterly report of the Zürich office");
        ENGINES.publish(exchange);

        JsonNode bySubject = service.awaitItems("/api/v1/exchanges?subject=" + subject, 1);
        assertThat(bySubject.get(0).get("id").asText()).isEqualTo(exchange.getId());
        assertThat(service.json("/api/v1/exchanges?q=z%C3%BCrich&subject=" + subject)
                        .get("items"))
                .hasSize(1);
        JsonNode one = service.json("/api/v1/exchanges/" + exchange.getId());
        assertThat(one.get("items").get(0).get("text").asText()).isEqualTo("Quarterly report of the Zürich office");
        assertThat(one.get("items").get(0).get("dimensions").asInt()).isEqualTo(8);
    }

    @Test
    void theBytesOfBothBodiesAreThoseOnTheWire() {
        String subject = "bob-" + UUID.randomUUID();
        AuditExchange exchange = Samples.exchange(subject, Samples.NOON, "bytes \u0001 \" exact");
        ENGINES.publish(exchange);
        service.awaitItems("/api/v1/exchanges?subject=" + subject, 1);

        String path = "/api/v1/exchanges/" + exchange.getId();
        HttpResponse<byte[]> request = service.get(path + "/request", service.auditor());
        assertThat(request.statusCode()).isEqualTo(200);
        assertThat(request.body())
                .isEqualTo(
                        Objects.requireNonNull(exchange.getRequest().getBody().getContent())
                                .array());
        assertThat(service.get(path + "/response", service.auditor()).body()).isEqualTo(Samples.responseBody(1, 8));
    }
}
