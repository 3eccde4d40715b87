package io.vectrail.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.edge.limit.Counter.Taken;
import io.vectrail.event.EventSerde;
import io.vectrail.event.LimitUsage;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.TopicLayout;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.Registry;
import io.vectrail.policy.rule.Rate;
import io.vectrail.runtime.health.Condition;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** Counts of edges over a real broker: heard, recalled, and gone on with where it is away. */
class SharingTest {

    private final Clock now = Clock.fixed(Instant.now(), ZoneOffset.UTC);

    private final String edge = "edge-" + UUID.randomUUID();
    private final CounterKey alice =
            new CounterKey("rule-" + UUID.randomUUID(), Rate.Of.VECTORS_PER_DAY, false, "alice");

    @Test
    void anEdgeThatEndedWithoutAWordIsRecalledAsFarAsItHadTold() throws Exception {
        Limits before = new Limits(now);
        Limits after = new Limits(now);
        Limits elsewhere = new Limits(now);
        try (Sharing killed = started(before, kafka(), new AtomicBoolean(true));
                Sharing _ = started("other-" + edge, elsewhere, kafka(), new AtomicBoolean(true))) {
            assertThat(take(before, 6)).isTrue();
            await().until(() -> !take(elsewhere, 0, 5));
            try (Sharing _ = started(after, kafka(), new AtomicBoolean(true))) {
                assertThat(take(after, 5)).isFalse();
                assertThat(take(after, 4)).isTrue();
                await().until(() ->
                        killed.condition().detail().contains("another process counts under this edge's name"));
            }
        }
    }

    @Test
    void whatIsNoCountIsPassedOverAndTheNextIsHeard() throws Exception {
        Limits limits = new Limits(now);
        try (Sharing _ = started(limits, kafka(), new AtomicBoolean(true));
                SchemaRegistry registry =
                        new SchemaRegistry(RegistrySettings.at(Registry.shared().url()));
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(Map.copyOf(kafka()), new StringSerializer(), new ByteArraySerializer())) {
            EventSerde<LimitUsage> serde = new EventSerde<>(Topics.LIMITS, registry);
            LimitUsage usage = new LimitUsage(
                    "other",
                    "run",
                    alice.rule(),
                    "imagesPerYear",
                    false,
                    "alice",
                    Instant.ofEpochMilli(alice.of().window(now.instant())),
                    9L,
                    now.instant());
            send(producer, "?".getBytes(StandardCharsets.UTF_8));
            send(producer, serde.framed(serde.binary(usage)));
            usage.setLimit(alice.of().key());
            usage.setWindow(usage.getWindow().plus(Duration.ofDays(300)));
            send(producer, serde.framed(serde.binary(usage)));
            usage.setWindow(Instant.ofEpochMilli(alice.of().window(now.instant())));
            send(producer, serde.framed(serde.binary(usage)));
            producer.flush();
            await().until(() -> limits.size() > 0);
            assertThat(take(limits, 2)).isFalse();
            assertThat(take(limits, 1)).isTrue();
        }
    }

    @Test
    void withoutKafkaTheEdgeGoesOnCountingAndSaysSo() throws Exception {
        Limits limits = new Limits(now);
        Map<String, String> nowhere = Map.of(
                "bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", "500", "request.timeout.ms", "400");
        try (Sharing sharing = new Sharing(settings(edge, nowhere), limits, () -> true, now)) {
            sharing.start();
            assertThat(take(limits, 6)).isTrue();
            assertThat(take(limits, 5)).isFalse();
            await().until(() -> sharing.condition().detail().contains("Kafka or the registry cannot be reached"));
            assertThat(sharing.condition()).isInstanceOf(Condition.Degraded.class);
            assertThat(sharing.awaitRecalled(Duration.ZERO)).isFalse();
        }
    }

    @Test
    void asLongAsNoDocumentLimitsAnythingOverTimeKafkaIsNotAsked() throws Exception {
        Limits limits = new Limits(now);
        AtomicBoolean wanted = new AtomicBoolean();
        try (Sharing sharing = started(limits, kafka(), wanted)) {
            assertThat(sharing.condition()).isEqualTo(new Condition.Up("no policy limits anything over time"));
            wanted.set(true);
            // Other tests may have counted something in this topic.
            await().until(() -> sharing.condition().detail().endsWith("counters, shared with the other edges"));
        }
    }

    private Sharing started(Limits limits, Map<String, String> kafka, AtomicBoolean wanted) throws Exception {
        return started(edge, limits, kafka, wanted);
    }

    private Sharing started(String name, Limits limits, Map<String, String> kafka, AtomicBoolean wanted)
            throws Exception {
        Sharing sharing = new Sharing(settings(name, kafka), limits, wanted::get, now);
        sharing.start();
        assertThat(sharing.awaitRecalled(Duration.ofSeconds(60))).isTrue();
        return sharing;
    }

    private static SharingSettings settings(String name, Map<String, String> kafka) {
        return new SharingSettings(
                name, kafka, RegistrySettings.at(Registry.shared().url()), new TopicLayout(2, (short) 1));
    }

    private static Map<String, String> kafka() {
        return Map.of("bootstrap.servers", Broker.shared().bootstrap());
    }

    private boolean take(Limits limits, long amount) {
        return take(limits, amount, 10);
    }

    private boolean take(Limits limits, long amount, long most) {
        return Objects.requireNonNull(limits.counters().take(alice, now.instant(), amount, most))
                        .taken()
                instanceof Taken.Of;
    }

    private static void send(KafkaProducer<String, byte[]> producer, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(Topics.LIMITS.name(), "other", value));
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
