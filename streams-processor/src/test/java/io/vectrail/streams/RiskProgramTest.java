package io.vectrail.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.CallerRisk;
import io.vectrail.event.GatewayDocument;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.RiskScore;
import io.vectrail.event.Side;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.Registry;
import io.vectrail.runtime.digest.Sha256;
import io.vectrail.streams.scoring.Calls;
import io.vectrail.streams.scoring.RiskBench;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Risk as the program derives it, on a real broker and a real registry. */
@Timeout(300)
class RiskProgramTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private static Path home;

    private static Broker broker;
    private static Registry registry;
    private static TopicBench topics;
    private static ProgramProcess program;

    @BeforeAll
    static void start() {
        CompletableFuture<Registry> beside = CompletableFuture.supplyAsync(Registry::start);
        broker = Broker.start();
        registry = beside.join();
        topics = new TopicBench(broker.bootstrap(), registry.url());
        program = ProgramProcess.start(home, broker.bootstrap(), registry.url()).awaitReady();
    }

    @AfterAll
    static void stop() {
        program.close();
        topics.close();
        registry.close();
        broker.close();
    }

    @Test
    void scoresAreTheSameBitsWhoeverIsKilledAndHoweverManyProcess(@TempDir Path bench, @TempDir Path beside) {
        List<AuditExchange> exchanges = Calls.traffic("same-" + UUID.randomUUID(), now(), 600);
        Map<String, String> expected = RiskBench.bits(bench, RiskSettings.DEFAULT, exchanges);
        try (var scores = topics.read(Topics.RISK)) {
            Map<String, String> seen = new LinkedHashMap<>();
            sendAndAwait(exchanges.subList(0, 200), scores, expected, seen, 100);
            program.kill();
            program = ProgramProcess.start(home, broker.bootstrap(), registry.url());
            sendAndAwait(exchanges.subList(200, 400), scores, expected, seen, 250);
            try (ProgramProcess other = ProgramProcess.start(beside, broker.bootstrap(), registry.url())) {
                other.awaitReady();
                sendAndAwait(exchanges.subList(400, 600), scores, expected, seen, 600);
                other.kill();
            }
            assertThat(seen).isEqualTo(expected);
        }
        program.awaitReady();
    }

    private static void sendAndAwait(
            List<AuditExchange> exchanges,
            TopicBench.Reader<RiskScore> scores,
            Map<String, String> expected,
            Map<String, String> seen,
            int atLeast) {
        exchanges.forEach(topics::send);
        topics.flush();
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            scores.poll().stream()
                    .map(TopicBench.Seen::value)
                    .filter(score -> expected.containsKey(score.getExchange()))
                    .forEach(score -> assertThat(seen.put(score.getExchange(), RiskBench.bits(score)))
                            .as("each exchange is scored once")
                            .isNull());
            return seen.size() >= atLeast;
        });
    }

    @Test
    void aDocumentCountsFromTheFirstExchangeThatCarriesIt() {
        String one = publish("version: 1\nrisk: { halfLife: 3h, weights: { refused: 90 } }\n");
        String other = publish("version: 1\nrisk: { halfLife: 5h }\nalerts: { from: medium, webhooks: [soc] }\n");
        String subject = "documents-" + UUID.randomUUID();
        try (var scores = topics.read(Topics.RISK)) {
            topics.send(Calls.under(one, Calls.call(subject, now(), "a question about documents")));
            assertThat(awaitScore(scores, subject).getHalfLifeMillis())
                    .isEqualTo(Duration.ofHours(3).toMillis());
            topics.send(Calls.under(other, Calls.call(subject, now(), "another question about them")));
            assertThat(awaitScore(scores, subject).getHalfLifeMillis())
                    .isEqualTo(Duration.ofHours(5).toMillis());
        }
    }

    @Test
    void aDocumentThatIsNotThereDoesNotKeepAnotherFromBeingLookedFor() {
        String subject = "unknown-" + UUID.randomUUID();
        try (var scores = topics.read(Topics.RISK)) {
            topics.send(Calls.under(
                    Sha256.hex(TopicBench.utf8(subject)), Calls.call(subject, now(), "a question of an edge alone")));
            assertThat(awaitScore(scores, subject).getHalfLifeMillis())
                    .isEqualTo(RiskSettings.DEFAULT.halfLife().toMillis());
            String published = publish("version: 1\nrisk: { halfLife: 7h }\n# " + subject + "\n");
            topics.send(Calls.under(published, Calls.call(subject, now(), "another question of a usual one")));
            assertThat(awaitScore(scores, subject).getHalfLifeMillis())
                    .isEqualTo(Duration.ofHours(7).toMillis());
        }
    }

    /** Waits for a transaction to time out. */
    @Tag("heavy")
    @Test
    void bodiesBehindAnOpenTransactionAreWaitedFor(@TempDir Path bench) {
        List<AuditExchange> inline = Calls.guesses("behind-" + UUID.randomUUID(), now(), 40);
        Map<String, String> expected = RiskBench.bits(bench, RiskSettings.DEFAULT, inline);
        try (var scores = topics.read(Topics.RISK);
                KafkaProducer<String, byte[]> other = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "other-edge"),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            other.initTransactions();
            other.beginTransaction();
            var _ = other.send(new ProducerRecord<>(
                    Topics.PAYLOADS.name(), inline.getFirst().getCaller().getSubject(), new byte[] {1}));
            other.flush();
            inline.forEach(exchange -> topics.send(inChunks(exchange)));
            topics.flush();
            Map<String, String> seen = new HashMap<>();
            Instant open = Instant.now();
            await().atMost(SOON.multipliedBy(2)).until(() -> {
                scores.poll().stream()
                        .map(TopicBench.Seen::value)
                        .filter(score -> expected.containsKey(score.getExchange()))
                        .forEach(score -> seen.put(score.getExchange(), RiskBench.bits(score)));
                return !seen.isEmpty() || Instant.now().isAfter(open.plusSeconds(8));
            });
            assertThat(seen).as("nothing is scored without its bodies").isEmpty();
            other.abortTransaction();
            await().atMost(SOON.multipliedBy(2)).until(() -> {
                scores.poll().stream()
                        .map(TopicBench.Seen::value)
                        .filter(score -> expected.containsKey(score.getExchange()))
                        .forEach(score -> seen.put(score.getExchange(), RiskBench.bits(score)));
                return seen.size() == expected.size();
            });
            assertThat(seen).isEqualTo(expected);
        }
    }

    @Test
    void anAlertIsRaisedAndTheEdgesAreTold() {
        String hash = publish("version: 1\nalerts: { webhooks: [soc] }\n# " + UUID.randomUUID() + "\n");
        String subject = "alerted-" + UUID.randomUUID();
        try (var told = topics.read(Topics.CALLERS);
                var alerts = topics.read(Topics.ALERTS)) {
            told.poll();
            List<AuditExchange> guesses = Calls.guesses(subject, now(), 40);
            guesses.forEach(guess -> topics.send(Calls.under(hash, guess)));
            topics.flush();
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> told.poll().stream()
                            .map(TopicBench.Seen::value)
                            .filter(one -> one.getSubject().equals(subject))
                            .anyMatch(one -> one.getPoints() >= 65));
            List<RiskAlert> seen = new ArrayList<>();
            await().atMost(SOON).until(() -> {
                alerts.poll().stream()
                        .map(TopicBench.Seen::value)
                        .filter(alert -> alert.getSubject().equals(subject))
                        .forEach(seen::add);
                return !seen.isEmpty();
            });
            assertThat(seen.getFirst().getWebhooks()).containsExactly("soc");
            assertThat(seen.getFirst().getDocumentHash()).isEqualTo(hash);
        }
    }

    @Test
    void whileNobodyCallsEachPartitionSaysThatScoresAreDerived() {
        try (var told = topics.read(Topics.CALLERS)) {
            Map<Integer, CallerRisk> beats = new HashMap<>();
            Instant since = Instant.now();
            await().atMost(SOON).until(() -> {
                told.poll().stream()
                        .filter(seen -> seen.value().getSubject().isEmpty())
                        .filter(seen -> seen.record().timestamp() > since.toEpochMilli())
                        .peek(seen -> assertThat(seen.record().key())
                                .isEqualTo("\u0000partition/" + seen.record().partition()))
                        .forEach(seen -> beats.put(seen.record().partition(), seen.value()));
                return beats.size() == TopicBench.PARTITIONS;
            });
        }
        assertThat(program.body("/metrics")).contains("vectrail_risk_scored_total{level=\"low\"}");
    }

    @Test
    void bodiesThatStandInChunksAreLookedAtAsThoseThatDoNot(@TempDir Path bench) {
        List<AuditExchange> inline = Calls.guesses("chunked-" + UUID.randomUUID(), now(), 40);
        Map<String, String> expected = RiskBench.bits(bench, RiskSettings.DEFAULT, inline);
        try (var scores = topics.read(Topics.RISK)) {
            for (AuditExchange exchange : inline) {
                topics.send(inChunks(exchange));
            }
            topics.flush();
            Map<String, String> seen = new HashMap<>();
            await().atMost(SOON).until(() -> {
                scores.poll().stream()
                        .map(TopicBench.Seen::value)
                        .filter(score -> expected.containsKey(score.getExchange()))
                        .forEach(score -> seen.put(score.getExchange(), RiskBench.bits(score)));
                return seen.size() == expected.size();
            });
            assertThat(seen).isEqualTo(expected);
        }
    }

    /** Sends the bodies as chunks. @return the exchange without them */
    private static AuditExchange inChunks(AuditExchange exchange) {
        AuditExchange without = AuditExchange.newBuilder(exchange).build();
        without.getRequest()
                .setBody(inChunks(exchange, Side.REQUEST, exchange.getRequest().getBody()));
        without.getResponse()
                .setBody(
                        inChunks(exchange, Side.RESPONSE, exchange.getResponse().getBody()));
        return without;
    }

    private static RecordedBody inChunks(AuditExchange exchange, Side side, RecordedBody body) {
        ByteBuffer content = body.getContent().duplicate();
        int half = content.remaining() / 2;
        String subject = exchange.getCaller().getSubject();
        topics.send(Topics.PAYLOADS, subject, new PayloadChunk(exchange.getId(), side, 0, 2, content.slice(0, half)));
        topics.send(
                Topics.PAYLOADS,
                subject,
                new PayloadChunk(exchange.getId(), side, 1, 2, content.slice(half, content.remaining() - half)));
        return RecordedBody.newBuilder(body).setContent(null).setChunks(2).build();
    }

    private static String publish(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        GatewayDocument revision = GatewayDocument.newBuilder()
                .setName("default")
                .setRevision(1)
                .setHash(Sha256.hex(bytes))
                .setContent(ByteBuffer.wrap(bytes))
                .setPublishedAt(now())
                .setPublishedBy("test")
                .build();
        topics.send(Topics.CONFIG, "default", revision);
        topics.flush();
        return revision.getHash();
    }

    private static RiskScore awaitScore(TopicBench.Reader<RiskScore> scores, String subject) {
        List<RiskScore> found = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            scores.poll().stream()
                    .map(TopicBench.Seen::value)
                    .filter(score -> score.getSubject().equals(subject))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.getLast();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
