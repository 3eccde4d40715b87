package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.replay.Service;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who listens hears of each change, for as long as they may. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveTest {

    private Service service;
    private Desk desk;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
        service.awaitApprovals();
        desk = new Desk(service);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void eachChangeIsHeardOfWithinASecond() throws Exception {
        try (Listener viewer = Listener.of(service, service.viewer())) {
            long start = System.nanoTime();
            String id = Held.anyone().publish();
            viewer.await("event: approval\ndata: {\"id\":\"" + id + "\",\"state\":\"REQUESTED\"}\n");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            desk.decide(id, "reject", "", desk.approver("ann"));
            viewer.await("data: {\"id\":\"" + id + "\",\"state\":\"REJECTED\"}\n");
            assertThat(viewer.heard()).doesNotContain(Held.TEXT).contains("no-store");
        }
    }

    @Test
    void itEndsWithTheSession() throws Exception {
        String cookie = service.send(HttpRequest.newBuilder(service.uri("/api/v1/session"))
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + service.viewer() + "\"}")))
                .headers()
                .firstValue("set-cookie")
                .orElseThrow()
                .replaceFirst(";.*", "");
        try (Listener listener = Listener.with(service, "Cookie: " + cookie)) {
            assertThat(service.send(HttpRequest.newBuilder(service.uri("/api/v1/session"))
                                    .header("Sec-Fetch-Site", "same-origin")
                                    .header("Cookie", cookie)
                                    .DELETE())
                            .statusCode())
                    .isIn(200, 204);
            listener.awaitEnd(Duration.ofSeconds(15));
        }
    }

    @Test
    void nobodyHasMoreThanTheirShare() throws Exception {
        List<Listener> all = new ArrayList<>();
        try {
            String token = service.issuer().token("greedy", "viewers");
            for (int i = 0; i < 20; i++) {
                all.add(Listener.of(service, token));
            }
            assertThat(service.get("/api/v1/live", token).statusCode()).isEqualTo(503);
            all.add(Listener.of(service, service.viewer()));
            all.removeFirst().close();
            // Whoever is gone shows when something is to be sent.
            Awaitility.await("one that was closed makes room")
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> {
                        Held.anyone().publish();
                        return service.status(HttpRequest.newBuilder(service.uri("/api/v1/live"))
                                        .timeout(Duration.ofSeconds(30))
                                        .header("Authorization", "Bearer " + token))
                                == 200;
                    });
        } finally {
            for (Listener each : all) {
                each.close();
            }
        }
    }

    @Test
    void theServiceStopsWhileSomebodyListens(@TempDir Path folder) throws Exception {
        Service other = Service.start(folder);
        try (Listener listener = Listener.of(other, other.viewer());
                Listener deaf = Listener.deaf(other, "Authorization: Bearer " + other.viewer())) {
            long start = System.nanoTime();
            other.close();
            listener.awaitEnd(Duration.ofSeconds(10));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
            assertThat(deaf.heard()).isEmpty();
        }
    }
}
