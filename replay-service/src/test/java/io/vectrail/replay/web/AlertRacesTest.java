package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.replay.AlertSamples;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Service;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** People act at the same moment, by two instances of the service: the first counts, and the other learns it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertRacesTest {

    private static final int ROUNDS = 10;

    private final List<Service> services = new ArrayList<>();
    private final List<Cases> both = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path one, @TempDir Path other) {
        for (Path folder : List.of(one, other)) {
            Service service = Service.start(folder);
            services.add(service);
            both.add(new Cases(service));
        }
    }

    @AfterAll
    void stop() {
        services.forEach(Service::close);
    }

    @Test
    void ofTwoWhoCloseOrAcknowledgeAtOnceOneCounts() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = known();
            Cases one = both.getFirst();
            Cases other = both.get(round % 2);
            List<HttpResponse<byte[]>> said = round < ROUNDS / 2
                    ? AtOnce.both(
                            () -> one.close(id, "confirmed", "it is", one.auditor("ann")),
                            () -> other.close(id, "false-alarm", "it is not", other.auditor("bob")))
                    : AtOnce.both(
                            () -> one.acknowledge(id, one.auditor("ann")),
                            () -> other.acknowledge(id, other.auditor("bob")));
            assertThat(said)
                    .as(() -> said.stream().map(Service::text).toList().toString())
                    .extracting(HttpResponse::statusCode)
                    .containsExactlyInAnyOrder(200, 409);
            String counted = Service.json(said.getFirst().statusCode() == 200 ? said.getFirst() : said.getLast())
                    .at("/case/0/actor")
                    .asText();
            HttpResponse<byte[]> late = said.getFirst().statusCode() == 409 ? said.getFirst() : said.getLast();
            assertThat(Service.json(late).get("decidedBy").asText()).isEqualTo(counted);
            for (Cases each : both) {
                each.awaitState(id, round < ROUNDS / 2 ? "CLOSED" : "ACKNOWLEDGED");
                assertThat(each.kinds(id)).hasSize(1);
            }
        }
    }

    @Test
    void anotherInstanceActsAndBothKnow() {
        String id = known();
        assertThat(both.get(1).acknowledge(id, both.get(1).auditor("ann")).statusCode())
                .isEqualTo(200);
        both.getFirst().awaitState(id, "ACKNOWLEDGED");
    }

    private String known() {
        AlertSamples.Sample sample = AlertSamples.sample();
        Engines.shared().publish(sample.raised());
        both.forEach(each -> each.awaitKnown(sample.id()));
        return sample.id();
    }
}
