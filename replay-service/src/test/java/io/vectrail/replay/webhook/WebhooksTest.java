package io.vectrail.replay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vectrail.replay.webhook.Message.Fact;
import io.vectrail.runtime.health.Condition;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages to webhooks, over sockets. */
class WebhooksTest {

    private static final String SECRET = "hush-hush-hush-hush";
    private static final Persistence QUICK =
            new Persistence(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(2));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private @Nullable Webhooks webhooks;

    @AfterEach
    void stop() {
        if (webhooks != null) {
            webhooks.close();
        }
    }

    @Test
    void aMessageIsSignedAndDeliveredOnce() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            Webhooks own = told(Map.of("soc", receiver.json(SECRET)));
            Notice notice = notice("soc", "one", null);
            assertThat(own.offer(notice, outcomes::add)).isTrue();
            assertThat(outcome()).isEqualTo(new Outcome.Delivered());
            Receiver.Received sent = receiver.received().getFirst();
            assertThat(sent.delivery()).isEqualTo(notice.delivery().toString());
            assertThat(sent.contentType()).isEqualTo("application/json; charset=utf-8");
            assertThat(Long.parseLong(sent.timestamp())).isCloseTo(Instant.now().getEpochSecond(), within(60));
            assertThat(sent.signature()).isEqualTo("v1=" + hmac(sent));
            assertThat(sent.json().get("delivery").asText()).isEqualTo(sent.delivery());
            assertThat(sent.json().get("event").asText()).isEqualTo("thing.happened");
            assertThat(sent.json().get("link").asText()).isEqualTo("https://vectrail.example/things/one");
            assertThat(sent.json().at("/thing/id").asText()).isEqualTo("one");
            assertThat(own.offer(notice, outcomes::add)).isTrue();
            assertThat(outcomes).hasSize(2);
            assertThat(receiver.received()).hasSize(1);
            assertThat(own.condition()).isInstanceOf(Condition.Up.class);
        }
    }

    @Test
    void aFailureIsTriedAgainAsTheSameDelivery() {
        try (Receiver receiver = Receiver.answering(500, 408, 200)) {
            Webhooks own = told(Map.of("soc", receiver.json(SECRET)));
            own.offer(notice("soc", "one", null), outcomes::add);
            assertThat(outcome()).isEqualTo(new Outcome.Delivered());
            assertThat(receiver.received()).hasSize(3);
            assertThat(receiver.received().stream()
                            .map(Receiver.Received::delivery)
                            .distinct())
                    .hasSize(1);
            assertThat(receiver.received())
                    .allSatisfy(each -> assertThat(each.signature()).isEqualTo("v1=" + hmac(each)));
            assertThat(meters.counter("vectrail.webhooks.retried", "webhook", "soc")
                            .count())
                    .isEqualTo(2);
            assertThat(meters.counter("vectrail.webhooks.delivered", "webhook", "soc")
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void whoAsksToBeLeftAloneIsLeftAloneByAll() {
        try (Receiver receiver = new Receiver((number, exchange) -> {
            if (number == 1) {
                exchange.getResponseHeaders().add("Retry-After", "1");
            }
            exchange.sendResponseHeaders(number == 1 ? 429 : 200, -1);
        })) {
            Webhooks own = told(Map.of("soc", receiver.json(SECRET)));
            long began = System.nanoTime();
            own.offer(notice("soc", "one", null), outcomes::add);
            receiver.await(1);
            own.offer(notice("soc", "two", null), outcomes::add);
            await(2);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(950));
            assertThat(outcomes).containsOnly(new Outcome.Delivered());
        }
    }

    @Test
    void whatIsRefusedIsGivenUpAtOnceAndRedirectsAreNotFollowed() {
        try (Receiver other = Receiver.answering(200);
                Receiver receiver = new Receiver((number, exchange) -> {
                    exchange.getResponseHeaders().add("Location", other.url().toString());
                    exchange.sendResponseHeaders(number == 1 ? 404 : 307, -1);
                })) {
            Webhooks own = told(Map.of("soc", receiver.json(SECRET)));
            own.offer(notice("soc", "one", null), outcomes::add);
            assertThat(outcome()).isEqualTo(new Outcome.GivenUp("it answered with status 404"));
            own.offer(notice("soc", "two", null), outcomes::add);
            await(2);
            assertThat(receiver.received()).hasSize(2);
            assertThat(other.received()).isEmpty();
            assertThat(own.condition()).isInstanceOf(Condition.Degraded.class);
            assertThat(own.condition().detail())
                    .contains("soc, of 2, the last because it answered with status 307")
                    .doesNotContain(Receiver.HUSH, SECRET, "127.0.0.1");
            assertThat(meters.counter("vectrail.webhooks.undelivered", "webhook", "soc")
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void anAnswerThatNeverEndsIsNotRead() {
        try (Receiver receiver = new Receiver((number, exchange) -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            byte[] much = new byte[1 << 16];
            while (true) {
                body.write(much);
            }
        })) {
            told(Map.of("soc", receiver.json(SECRET))).offer(notice("soc", "one", null), outcomes::add);
            assertThat(outcome()).isEqualTo(new Outcome.Delivered());
        }
    }

    @Test
    void oneThatHangsHoldsUpNobodyElseAndIsGivenUp() {
        try (Receiver hanging = Receiver.hanging();
                Receiver well = Receiver.answering(200)) {
            WebhookSettings impatient =
                    new WebhookSettings(hanging.url(), WebhookSettings.Form.SLACK, null, Duration.ofMillis(300));
            Webhooks own = told(Map.of("hangs", impatient, "well", well.slack()));
            for (int i = 0; i < 20; i++) {
                own.offer(notice("hangs", "h" + i, null), outcome -> {});
            }
            own.offer(notice("well", "one", null), outcomes::add);
            assertThat(outcome()).isEqualTo(new Outcome.Delivered());
            Awaitility.await("all of it is given up")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> meters.counter("vectrail.webhooks.undelivered", "webhook", "hangs")
                                    .count()
                            == 20);
            assertThat(own.condition().detail())
                    .contains("did not answer within 300 ms")
                    .doesNotContain(Receiver.HUSH);
        }
    }

    @Test
    void thereIsABoundOfWhatWaitsAndWhoIsIllBeyondItIsGivenUp() {
        try (Receiver hanging = Receiver.hanging()) {
            Webhooks own = started(Map.of("soc", hanging.json(SECRET)), Persistence.DEFAULT);
            own.offer(notice("soc", "first", null), outcome -> {});
            hanging.await(1);
            IntStream.range(0, Channel.MOST_WAITING)
                    .forEach(i -> assertThat(own.offer(notice("soc", "n" + i, null), outcome -> {}))
                            .isTrue());
            assertThat(own.offer(notice("soc", "more", null), outcomes::add)).isFalse();
            hanging.await(2);
            assertThat(own.offer(notice("soc", "yet-more", null), outcomes::add))
                    .isTrue();
            assertThat(String.valueOf(outcome())).contains("200 messages wait for it already");
        }
    }

    @Test
    void whatWasDecidedIsToldOnceAndNotTriedAgain() {
        try (Receiver receiver = Receiver.answering(503)) {
            Webhooks own = started(
                    Map.of("soc", receiver.json(SECRET)),
                    new Persistence(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(15)));
            Instant later = Instant.now().plusSeconds(3600);
            own.offer(notice("soc", "one", later), outcomes::add);
            Awaitility.await().until(() -> retried() == 1);
            own.withdraw("another");
            own.withdraw("one");
            assertThat(outcome())
                    .isEqualTo(new Outcome.GivenUp("it was decided on before it could be told; tried 1 time: it"
                            + " answered with status 503"));
            own.offer(notice("soc", "two", Instant.now().minusSeconds(1)), outcomes::add);
            await(2);
            assertThat(receiver.received()).hasSize(1);
            own.offer(notice("soc", "three", null), outcomes::add);
            Awaitility.await().until(() -> retried() == 2);
            own.withdraw("three");
            assertThat(outcomes).hasSize(2);
        }
    }

    @Test
    void whatCameFirstIsToldFirst() {
        try (Receiver receiver = Receiver.answering(200)) {
            Webhooks own = told(Map.of("soc", receiver.json(SECRET)));
            IntStream.range(0, 50).forEach(i -> own.offer(notice("soc", "n" + i, null), outcomes::add));
            await(50);
            assertThat(receiver.received().stream()
                            .map(each -> each.json().at("/thing/id").asText()))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 50).mapToObj(i -> "n" + i).toList());
        }
    }

    @Test
    void whatNobodyAnswersAtOrIsNotConfiguredIsSaid() {
        Receiver gone = Receiver.answering(200);
        gone.close();
        Webhooks own = told(Map.of("gone", gone.json(SECRET)));
        own.offer(notice("gone", "one", null), outcomes::add);
        assertThat(String.valueOf(outcome()))
                .contains("could not be connected to")
                .doesNotContain(Receiver.HUSH);
        own.offer(notice("no-such", "two", null), outcomes::add);
        own.offer(notice("<!channel>", "three", null), outcomes::add);
        await(3);
        assertThat(own.condition().detail()).contains("no-such", "no webhook of this name", "of an odd name");
        assertThat(meters.counter("vectrail.webhooks.undelivered", "webhook", "unknown")
                        .count())
                .isEqualTo(2);
    }

    private double retried() {
        return meters.counter("vectrail.webhooks.retried", "webhook", "soc").count();
    }

    private Webhooks told(Map<String, WebhookSettings> settings) {
        return started(settings, QUICK);
    }

    private Webhooks started(Map<String, WebhookSettings> settings, Persistence persistence) {
        Webhooks own = new Webhooks(settings, persistence, meters, Clock.systemUTC(), new Random(7));
        webhooks = own;
        return own;
    }

    private Outcome outcome() {
        await(1);
        return outcomes.element();
    }

    private void await(int number) {
        Awaitility.await(number + " outcomes").atMost(30, TimeUnit.SECONDS).until(() -> outcomes.size() >= number);
    }

    private static org.assertj.core.data.Offset<Long> within(long seconds) {
        return org.assertj.core.data.Offset.offset(seconds);
    }

    private static String hmac(Receiver.Received sent) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((sent.timestamp() + ".").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mac.doFinal(sent.body()));
    }

    private static Notice notice(String webhook, String about, @Nullable Instant until) {
        return new Notice(
                UUID.randomUUID(),
                webhook,
                about,
                until,
                new Message(
                        "thing.happened",
                        Instant.now(),
                        "A thing happened",
                        List.of(new Fact("Thing", about)),
                        URI.create("https://vectrail.example/things/" + about),
                        "thing",
                        Map.of("id", about)));
    }
}
