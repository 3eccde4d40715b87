package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Service;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without Kafka nothing is decided; with it, what was not decided still waits. */
@Tag("heavy")
class ApprovalOutageTest {

    @Test
    void aDecisionThatCannotBeRecordedIsNone(@TempDir Path folder) {
        try (Broker broker = Broker.start()) {
            Engines engines = new Engines(broker.bootstrap(), Engines.shared().registryUrl());
            try (Service service = Service.unready(
                    folder,
                    Engines.clickHouseUrl(),
                    broker.bootstrap(),
                    Engines.shared().registryUrl())) {
                Desk desk = new Desk(service);
                service.awaitApprovals();
                String id = desk.awaitKnown(Held.anyone().publish(engines));
                assertThat(health(service)).contains("1 requests wait");

                broker.kill();
                HttpResponse<byte[]> refused = desk.decide(id, "approve", "", desk.approver("ann"));
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(Service.text(refused))
                        .contains("nothing was decided")
                        .doesNotContain(Held.TEXT);
                Awaitility.await("the health page says so")
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> health(service).contains("no request that waits is decided on"));

                broker.restart();
                Awaitility.await("it can be decided on")
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> desk.decide(id, "reject", "", desk.approver("ann"))
                                        .statusCode()
                                == 200);
                assertThat(desk.kinds(id)).containsExactly("REQUESTED", "REJECTED");
            }
        }
    }

    @Test
    void nothingIsDecidedThatCannotBeRecordedAndNobodyWaitsLong(@TempDir Path folder) throws Exception {
        try (Broker broker = Broker.start()) {
            Engines engines = new Engines(broker.bootstrap(), Engines.shared().registryUrl());
            try (Service service = Service.unready(
                    folder,
                    Engines.clickHouseUrl(),
                    broker.bootstrap(),
                    Engines.shared().registryUrl())) {
                Desk desk = new Desk(service);
                service.awaitApprovals();
                // Nobody opens it before Kafka hangs; nor is it read ahead with the other.
                Held other = Held.anyone();
                String unopened = other.publish(engines);
                awaitListed(service, unopened);
                String id = desk.awaitKnown(Held.anyone().publish(engines));

                largest(broker, "10");
                HttpResponse<byte[]> refused = desk.decide(id, "approve", "", desk.approver("ann"));
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(Service.text(refused)).contains("nothing was decided");
                largest(broker, "1048588");
                assertThat(desk.kinds(id)).as("the decision was not sent").containsExactly("REQUESTED");

                broker.suspend();
                JsonNode shown = within(Duration.ofSeconds(9), () -> desk.shown(unopened, service.viewer()));
                assertThat(shown.get("subject").asText()).isEqualTo(other.subject());
                assertThat(shown.get("items")).isEmpty();
                assertThat(shown.get("provider").asText()).isEmpty();
                assertThat(within(
                                Duration.ofSeconds(9),
                                () -> desk.get(unopened, desk.approver("ann")).statusCode()))
                        .as("its texts are due")
                        .isEqualTo(503);
                broker.resume();
                Awaitility.await("it can be decided on")
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> desk.decide(id, "reject", "", desk.approver("ann"))
                                        .statusCode()
                                == 200);
            }
        }
    }

    /** In the queue, without having opened it. */
    private static void awaitListed(Service service, String id) {
        Awaitility.await("it is known")
                .atMost(Duration.ofSeconds(30))
                .until(() -> Service.text(service.get(Desk.APPROVALS + "?state=REQUESTED&limit=500", service.viewer()))
                        .contains(id));
    }

    /** What the topic of accesses takes. */
    private static void largest(Broker broker, String bytes) throws Exception {
        ConfigResource access = new ConfigResource(ConfigResource.Type.TOPIC, Topics.ACCESS.name());
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.incrementalAlterConfigs(Map.of(access, List.of(set))).all().get(30, TimeUnit.SECONDS);
            Awaitility.await("the broker knows")
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            admin.describeConfigs(List.of(access)).all().get(30, TimeUnit.SECONDS).values().stream()
                                    .allMatch(
                                            known -> bytes.equals(Objects.requireNonNull(known.get("max.message.bytes"))
                                                    .value())));
        }
    }

    private static <T> T within(Duration most, Supplier<T> step) {
        long since = System.nanoTime();
        T answer = step.get();
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(most);
        return answer;
    }

    @Test
    void whileTheArchiveHangsPeopleDecide(@TempDir Path folder) throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
                Service service = Service.unready(
                        folder,
                        "http://127.0.0.1:" + hanging.getLocalPort(),
                        Engines.shared().bootstrap(),
                        Engines.shared().registryUrl());
                ExecutorService searching = Executors.newVirtualThreadPerTaskExecutor()) {
            Desk desk = new Desk(service);
            service.awaitApprovals();
            service.awaitKeys();
            String id = Held.anyone().publish();
            awaitListed(service, id);
            List<Future<Integer>> searches = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String path = i % 2 == 0 ? "/api/v1/exchanges" : Desk.APPROVALS;
                searches.add(searching.submit(
                        () -> service.get(path, service.auditor()).statusCode()));
            }
            Awaitility.await("all but those that the archive keeps are answered")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> searches.stream().filter(Future::isDone).count() >= 24);
            String queue = within(
                    Duration.ofSeconds(2),
                    () -> Service.text(service.get(Desk.APPROVALS + "?state=REQUESTED", service.viewer())));
            assertThat(queue).contains(id);
            JsonNode shown = within(Duration.ofSeconds(4), () -> desk.shown(id, desk.approver("ann")));
            assertThat(shown.get("history").isNull()).isTrue();
            assertThat(shown.at("/items/0/text").asText()).isEqualTo(Held.TEXT);
            HttpResponse<byte[]> decided =
                    within(Duration.ofSeconds(2), () -> desk.decide(id, "approve", "", desk.approver("ann")));
            assertThat(decided.statusCode()).isEqualTo(200);
            assertThat(Service.json(decided).get("history").isNull()).isTrue();
            searching.shutdownNow();
        }
    }

    private static String health(Service service) {
        return Service.text(service.get("/health/ready", null));
    }
}
