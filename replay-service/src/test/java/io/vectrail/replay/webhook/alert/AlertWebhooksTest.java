package io.vectrail.replay.webhook.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.CaseEvent;
import io.vectrail.event.CaseKind;
import io.vectrail.event.DeadLetter;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.replay.AlertSamples;
import io.vectrail.replay.Engines;
import io.vectrail.replay.alert.ocsf.OcsfSchema;
import io.vectrail.replay.alert.topic.AlertTopics;
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
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of alerts webhooks are told, once each, and what came of that stands in Kafka. Each test has webhooks of its own. */
class AlertWebhooksTest {

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
    void theWholeLifeIsToldOnceInEachForm() throws Exception {
        Receiver chat = running(Receiver.answering(200));
        Receiver soc = running(Receiver.answering(500, 200));
        Receiver siem = running(Receiver.answering(200));
        start(Map.of("a-chat", chat.slack(), "a-soc", soc.json(SECRET), "a-siem", siem.ocsf(SECRET)));
        AlertSamples.Sample sample = AlertSamples.sample().telling("a-chat", "a-soc", "a-siem");
        RiskAlert raised = sample.raised();
        ENGINES.publish(raised);
        ENGINES.publish(raised);
        ENGINES.publish(sample.escalated());
        ENGINES.publish(sample.subsided());
        await(
                "all of it is written",
                () -> written(sample, CaseKind.NOTIFIED).stream()
                                .map(each -> each.getWebhook() + each.getStep())
                                .distinct()
                                .count()
                        == 9);
        assertThat(written(sample, CaseKind.NOTIFIED))
                .extracting(CaseEvent::getWebhook, CaseEvent::getReason, CaseEvent::getActor)
                .contains(
                        tuple("a-chat", "raised", "replay-service"),
                        tuple("a-soc", "escalated", "replay-service"),
                        tuple("a-siem", "subsided", "replay-service"));
        assertThat(written(sample, CaseKind.NOTIFIED))
                .anySatisfy(each -> assertThat(each.getStep()).isEqualTo(raised.getId()));
        assertThat(chat.received()).hasSize(3);
        assertThat(soc.received()).hasSize(4);
        assertThat(chat.received().getFirst().json().get("text").asText())
                .contains(
                        "`" + sample.subject() + "`",
                        "`72, HIGH`",
                        "<https://vectrail.example/alerts/" + sample.id() + "|");
        JsonNode first = soc.received().getFirst().json();
        assertThat(first.get("event").asText()).isEqualTo("alert.raised");
        assertThat(first.at("/alert/exchanges/0/parts/0/signal").asText()).isEqualTo("near-duplicates");
        assertThat(soc.received().stream().map(Receiver.Received::delivery).distinct())
                .as("what failed is sent again as the same delivery")
                .hasSize(3);
        assertThat(soc.received()).allSatisfy(AlertWebhooksTest::isSigned);
        assertThat(siem.received()).hasSize(3).allSatisfy(sent -> {
            isSigned(sent);
            assertThat(OcsfSchema.misfits(sent.json())).isEmpty();
            assertThat(sent.json().at("/finding_info/uid").asText()).isEqualTo(sample.id());
        });
        assertThat(siem.received())
                .extracting(sent -> sent.json().get("type_uid").asInt())
                .containsExactly(200_401, 200_402, 200_402);
    }

    private static void isSigned(Receiver.Received sent) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((sent.timestamp() + ".").getBytes(StandardCharsets.UTF_8));
        assertThat(sent.signature()).isEqualTo("v1=" + HexFormat.of().formatHex(mac.doFinal(sent.body())));
    }

    @Test
    void whatIsRefusedIsUndeliveredADeadLetterAndOnTheHealthPage() {
        Receiver gone = running(Receiver.answering(404));
        Teller<RiskAlert> teller = start(Map.of("a-gone", gone.ocsf(SECRET)));
        AlertSamples.Sample sample = AlertSamples.sample().telling("a-gone", "never-was");
        RiskAlert raised = sample.raised();
        ENGINES.publish(raised);
        await("it is given up", () -> written(sample, CaseKind.UNDELIVERED).size() == 2);
        assertThat(written(sample, CaseKind.UNDELIVERED))
                .extracting(CaseEvent::getReason, CaseEvent::getStep)
                .containsExactlyInAnyOrder(
                        tuple("raised: it answered with status 404", raised.getId()),
                        tuple(
                                "raised: the replay service's configuration has no webhook of this name",
                                raised.getId()));
        List<DeadLetter> letters = SetAside.byKey(ENGINES).values().stream()
                .flatMap(List::stream)
                .filter(letter -> letter.getKey() != null
                        && StandardCharsets.UTF_8
                                .decode(letter.getKey().duplicate())
                                .toString()
                                .equals(sample.id()))
                .toList();
        assertThat(letters).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.getProcessor()).isEqualTo("replay-service/webhooks");
            assertThat(letter.getValue()).isNull();
        });
        await(
                "the health page says so",
                () -> teller.condition() instanceof Condition.Degraded degraded
                        && degraded.detail().contains("a-gone"));
        assertThat(teller.condition().detail()).doesNotContain(Receiver.HUSH, SECRET);
    }

    @Test
    void aRestartInTheMiddleTellsItAgainAsTheSameDelivery() throws Exception {
        Receiver away = running(Receiver.answering(503));
        start(Map.of("a-restarted", away.json(SECRET)));
        AlertSamples.Sample sample = AlertSamples.sample().telling("a-restarted");
        ENGINES.publish(sample.raised());
        String delivery = away.await(2).getFirst().delivery();
        stop();
        assertThat(written(sample, CaseKind.NOTIFIED)).isEmpty();
        Receiver back = running(Receiver.answering(200));
        start(Map.of("a-restarted", back.json(SECRET)));
        await("it is told", () -> written(sample, CaseKind.NOTIFIED).size() == 1);
        assertThat(back.received()).extracting(Receiver.Received::delivery).containsExactly(delivery);
    }

    /** The same machinery tells of approvals, whose test of this stays. */
    @Tag("heavy")
    @Test
    void aNewGroupTellsNoOldNews() {
        Receiver soc = running(Receiver.answering(200));
        // Others' records may be newer and stand before.
        Engines own = new Engines(running(Broker.start()).bootstrap(), ENGINES.registryUrl());
        AlertSamples.Sample sample = AlertSamples.sample().telling("a-new");
        own.publishAt(Instant.now().minus(Duration.ofHours(3)), sample.raised());
        start(own, Map.of("a-new", soc.json(SECRET)));
        own.publish(sample.escalated());
        soc.await(1);
        assertThat(soc.received())
                .extracting(each -> each.json().get("event").asText())
                .containsExactly("alert.escalated");
    }

    @Test
    void ofSeveralInstancesOneTells() {
        Receiver soc = running(Receiver.answering(200));
        start(Map.of("a-shared", soc.json(SECRET)));
        start(Map.of("a-shared", soc.json(SECRET)));
        ENGINES.awaitMembers(group + "-alert-webhooks", 2);
        List<AlertSamples.Sample> all = IntStream.range(0, 8)
                .mapToObj(i -> AlertSamples.sample().telling("a-shared"))
                .toList();
        all.forEach(sample -> ENGINES.publish(sample.raised()));
        await(
                "all are told",
                () -> all.stream()
                        .allMatch(each -> written(each, CaseKind.NOTIFIED).size() == 1));
        assertThat(soc.received()).hasSize(8);
    }

    /** What stands in the topic of what came of telling of it. */
    private static List<CaseEvent> written(AlertSamples.Sample sample, CaseKind kind) {
        try (TopicReader<CaseEvent> cases =
                new TopicReader<>(Topics.CASES.name(), ENGINES.kafka(), AlertTopics.cases(ENGINES.registry()))) {
            List<CaseEvent> found = new ArrayList<>();
            cases.rest(step -> {
                if (step.getAlert().equals(sample.id()) && step.getKind() == kind) {
                    found.add(step);
                }
            });
            return found;
        }
    }

    private Teller<RiskAlert> start(Map<String, WebhookSettings> settings) {
        return start(ENGINES, settings);
    }

    private Teller<RiskAlert> start(Engines engines, Map<String, WebhookSettings> settings) {
        Webhooks webhooks =
                running(new Webhooks(settings, QUICK, new SimpleMeterRegistry(), Clock.systemUTC(), new Random(7)));
        Teller<RiskAlert> started = running(AlertWebhooks.of(
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
