package io.vectrail.replay.webhook.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.DeadLetter;
import io.vectrail.event.RegistrySettings;
import io.vectrail.local.testkit.Broker;
import io.vectrail.replay.Engines;
import io.vectrail.replay.archive.SetAside;
import io.vectrail.replay.webhook.Persistence;
import io.vectrail.replay.webhook.Receiver;
import io.vectrail.replay.webhook.WebhookSettings;
import io.vectrail.replay.webhook.Webhooks;
import io.vectrail.replay.webhook.telling.Teller;
import io.vectrail.runtime.health.Condition;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Of approvals webhooks are told, once each, and what came of that stands in Kafka. Each test has webhooks of its own, since a new group tells
 * of what the other tests asked for within the hour, too.
 */
class ApprovalWebhooksTest {

    private static final Engines ENGINES = Engines.shared();
    private static final String SECRET = "hush-hush-hush-hush";
    private static final URI CONSOLE = URI.create("https://vectrail.example");
    private static final Persistence QUICK =
            new Persistence(Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofMinutes(5));

    private final String group = "test-" + UUID.randomUUID();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    @AfterEach
    void stop() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    @Test
    void theWholeLifeIsToldOnceAndWithoutAnyText() {
        Receiver chat = running(Receiver.answering(200));
        Receiver soc = running(Receiver.answering(500, 200));
        Receiver board = running(Receiver.answering(200));
        start(Map.of("chat", chat.slack(), "soc", soc.json(SECRET), "board", board.json(SECRET)));
        Steps steps = new Steps(ENGINES)
                .requested("alice<!here>", List.of("chat", "soc"), List.of("board"), Instant.now())
                .step(ApprovalKind.SEEN, "bob")
                .step(ApprovalKind.ESCALATED, "replay-service")
                .step(ApprovalKind.ESCALATED, "replay-service")
                .step(ApprovalKind.APPROVED, "bob")
                .step(ApprovalKind.APPROVED, "carol")
                .step(ApprovalKind.REJECTED, "carol");
        await("all of it is written", () -> steps.written(ApprovalKind.NOTIFIED).size() == 6);
        assertThat(steps.written(ApprovalKind.NOTIFIED))
                .extracting(ApprovalEvent::getWebhook, ApprovalEvent::getReason, ApprovalEvent::getActor)
                .containsExactlyInAnyOrder(
                        tuple("chat", "requested", "replay-service"),
                        tuple("soc", "requested", "replay-service"),
                        tuple("board", "escalated", "replay-service"),
                        tuple("chat", "approved", "replay-service"),
                        tuple("soc", "approved", "replay-service"),
                        tuple("board", "approved", "replay-service"));
        assertThat(chat.received()).hasSize(2);
        assertThat(soc.received()).hasSize(3);
        assertThat(board.received()).hasSize(2);
        String first = chat.received().getFirst().json().get("text").asText();
        assertThat(first)
                .contains(
                        "`alice&lt;!here&gt;`",
                        "`production-needs-approval`",
                        "`EMAIL_ADDRESS 2`",
                        "<https://vectrail.example/approvals/" + steps.id() + "|");
        assertThat(chat.received().getLast().json().get("text").asText()).contains("Decided by: `bob`");
        JsonNode last = soc.received().getLast().json();
        assertThat(last.get("event").asText()).isEqualTo("approval.approved");
        assertThat(last.at("/approval/state").asText()).isEqualTo("APPROVED");
        assertThat(last.at("/approval/decidedBy").asText()).isEqualTo("bob");
        assertThat(last.at("/approval/detections/0/count").asInt()).isEqualTo(2);
        assertThat(List.of(chat, soc, board))
                .allSatisfy(each -> assertThat(each.received())
                        .allSatisfy(sent -> assertThat(new String(sent.body(), StandardCharsets.UTF_8))
                                .doesNotContain("4111 1111", "patient")));
    }

    @Test
    void whatIsRefusedIsUndeliveredADeadLetterAndOnTheHealthPage() {
        Receiver gone = running(Receiver.answering(404));
        Teller<ApprovalEntry> webhooks = start(Map.of("gone", gone.json(SECRET)));
        Steps steps = new Steps(ENGINES).requested("alice", List.of("gone", "never-was"));
        await("it is given up", () -> steps.written(ApprovalKind.UNDELIVERED).size() == 2);
        assertThat(steps.written(ApprovalKind.UNDELIVERED))
                .extracting(ApprovalEvent::getReason)
                .containsExactlyInAnyOrder(
                        "requested: it answered with status 404",
                        "requested: the replay service's configuration has no webhook of this name");
        List<DeadLetter> letters = SetAside.byKey(ENGINES).values().stream()
                .flatMap(List::stream)
                .filter(letter -> letter.getKey() != null
                        && StandardCharsets.UTF_8
                                .decode(letter.getKey().duplicate())
                                .toString()
                                .equals(steps.id()))
                .toList();
        assertThat(letters)
                .extracting(DeadLetter::getReason)
                .containsExactlyInAnyOrder(
                        "webhook gone was not told of requested: it answered with status 404",
                        "webhook never-was was not told of requested: the replay service's configuration has no"
                                + " webhook of this name");
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.getProcessor()).isEqualTo("replay-service/webhooks");
            assertThat(letter.getValue()).isNull();
        });
        await(
                "the health page says so",
                () -> webhooks.condition() instanceof Condition.Degraded degraded
                        && degraded.detail().contains("gone"));
        assertThat(webhooks.condition().detail()).doesNotContain(Receiver.HUSH, SECRET);
    }

    @Test
    void aRestartInTheMiddleTellsItAgainAsTheSameDelivery() throws Exception {
        Receiver away = running(Receiver.answering(503, 503, 503));
        start(Map.of("restarted", away.json(SECRET)));
        Steps steps = new Steps(ENGINES).requested("alice", List.of("restarted"));
        String delivery = away.await(2).getFirst().delivery();
        stop();
        assertThat(steps.written(ApprovalKind.NOTIFIED)).isEmpty();
        Receiver back = running(Receiver.answering(200));
        start(Map.of("restarted", back.json(SECRET)));
        await("it is told", () -> steps.written(ApprovalKind.NOTIFIED).size() == 1);
        assertThat(back.received().stream().filter(each -> of(each, steps)))
                .extracting(Receiver.Received::delivery)
                .containsExactly(delivery);
    }

    @Test
    void aNewGroupTellsNoOldNewsButKnowsWhatWasAskedThen() {
        Receiver soc = running(Receiver.answering(200));
        // Others' records may be newer and stand before.
        Engines own = new Engines(running(Broker.start()).bootstrap(), ENGINES.registryUrl());
        Steps old = new Steps(own)
                .requested("alice", List.of("soc"), List.of(), Instant.now().minus(Duration.ofHours(3)));
        start(own, Map.of("soc", soc.json(SECRET)));
        old.step(ApprovalKind.REJECTED, "bob");
        await("the end is told", () -> old.written(ApprovalKind.NOTIFIED).size() == 1);
        assertThat(soc.received().stream().filter(each -> of(each, old)))
                .extracting(each -> each.json().get("event").asText())
                .containsExactly("approval.rejected");
    }

    @Test
    void ofSeveralInstancesOneTells() {
        Receiver soc = running(Receiver.answering(200));
        start(Map.of("shared", soc.json(SECRET)));
        start(Map.of("shared", soc.json(SECRET)));
        ENGINES.awaitMembers(group + "-approval-webhooks", 2);
        List<Steps> all = IntStream.range(0, 8)
                .mapToObj(i -> new Steps(ENGINES).requested("alice", List.of("shared")))
                .toList();
        await(
                "all are told",
                () -> all.stream()
                        .allMatch(each -> each.written(ApprovalKind.NOTIFIED).size() == 1));
        assertThat(all)
                .allSatisfy(steps -> assertThat(soc.received().stream().filter(each -> of(each, steps)))
                        .hasSize(1));
    }

    private static boolean of(Receiver.Received received, Steps steps) {
        return received.json().at("/approval/id").asText().equals(steps.id());
    }

    private Teller<ApprovalEntry> start(Map<String, WebhookSettings> settings) {
        return start(ENGINES, settings);
    }

    private Teller<ApprovalEntry> start(Engines engines, Map<String, WebhookSettings> settings) {
        Webhooks webhooks =
                running(new Webhooks(settings, QUICK, new SimpleMeterRegistry(), Clock.systemUTC(), new Random(7)));
        Teller<ApprovalEntry> started = running(ApprovalWebhooks.of(
                Map.of("bootstrap.servers", engines.bootstrap(), "group.id", group),
                RegistrySettings.at(engines.registryUrl()),
                Engines.LAYOUT,
                webhooks,
                CONSOLE,
                Clock.systemUTC()));
        started.start();
        Awaitility.await("the topic is followed")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !started.condition().detail().contains("until they can be read"));
        return started;
    }

    private <T extends AutoCloseable> T running(T part) {
        running.push(part);
        return part;
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .until(condition);
    }
}
