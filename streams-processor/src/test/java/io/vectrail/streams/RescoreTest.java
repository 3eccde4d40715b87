package io.vectrail.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.RiskScore;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.Registry;
import io.vectrail.streams.scoring.Calls;
import io.vectrail.streams.scoring.RiskBench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/** History scored anew by the program that does it, on a real broker and a real registry, beside the one that scores what happens. */
@Timeout(300)
class RescoreTest {

    private static final Duration SOON = Duration.ofSeconds(60);

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
    void historyIsScoredAnewBesideWhatWasScored(@TempDir Path bench) throws Exception {
        Instant begin = now();
        List<AuditExchange> exchanges = Calls.guesses("anew-" + UUID.randomUUID(), begin, 40);
        String document = "risk: { weights: { near-duplicates: 7, probing: 3 } }";
        Path file = Files.writeString(bench.resolve("tuned.yaml"), document);
        Map<String, String> expected =
                RiskBench.bits(Files.createDirectory(bench.resolve("state")), settings(document), exchanges);
        try (var scores = topics.read(Topics.RISK);
                var rescored = topics.read(Topics.RESCORED)) {
            exchanges.forEach(topics::send);
            topics.flush();
            Map<String, RiskScore> before = new HashMap<>();
            await().atMost(SOON).until(() -> collect(scores, expected, before).size() == expected.size());
            assertThat(end(rescore("tuned", begin, file)))
                    .matches(
                            "Scored \\d+ exchanges in this run, since .*, as version tuned; 0 without .* not score 0\\.\n0");
            Map<String, RiskScore> anew = new HashMap<>();
            await().atMost(SOON).until(() -> collect(rescored, expected, anew).size() == expected.size());
            assertThat(bits(anew, "tuned")).isEqualTo(expected);
            before.forEach((id, score) -> assertThat(anew)
                    .hasEntrySatisfying(
                            id, other -> assertThat(other.getSession()).isEqualTo(score.getSession())));
            assertThat(collect(scores, expected, new HashMap<>()))
                    .as("what was scored stays as it was")
                    .isEmpty();
            assertThat(end(rescore("tuned", begin, file)))
                    .contains("there are scores of version tuned")
                    .endsWith("1");
        }
    }

    @Tag("heavy") // starts the program five times
    @Test
    void killedInTheMiddleItGoesOnAndMixesNothing(@TempDir Path bench) throws Exception {
        Instant begin = now();
        List<AuditExchange> exchanges = Calls.traffic("killed-" + UUID.randomUUID(), begin, 3000);
        Path file = Files.writeString(bench.resolve("tuned.yaml"), "risk: { weights: { probing: 3 } }");
        Path other = Files.writeString(bench.resolve("other.yaml"), "risk: { weights: { probing: 4 } }");
        Map<String, String> expected = RiskBench.bits(
                Files.createDirectory(bench.resolve("state")), settings(Files.readString(file)), exchanges);
        try (var rescored = topics.read(Topics.RESCORED)) {
            exchanges.forEach(topics::send);
            topics.flush();
            Map<String, RiskScore> anew = new HashMap<>();
            Run killed = rescore("killed", begin, file);
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !collect(rescored, expected, anew).isEmpty());
            killed.process().destroyForcibly();
            assertThat(end(killed)).doesNotContain("Scored");
            String begun = "version killed was begun from " + begin;
            assertThat(end(rescore("killed", begin, other))).contains(begun).endsWith("1");
            assertThat(end(rescore("killed", begin.minusSeconds(1), file)))
                    .contains(begun)
                    .endsWith("1");
            assertThat(end(rescore("killed", begin, file)))
                    .startsWith("Scored ")
                    .endsWith("0");
            await().atMost(SOON).until(() -> collect(rescored, expected, anew).size() == expected.size());
            assertThat(bits(anew, "killed")).isEqualTo(expected);
        }
    }

    @Test
    void whereNothingIsLeftButTheMarksOfTransactionsItEnds() throws Exception {
        Instant begin = now();
        try (KafkaProducer<String, byte[]> edge = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "an-edge"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            edge.initTransactions();
            edge.beginTransaction();
            IntStream.range(0, TopicBench.PARTITIONS).forEach(partition -> {
                var _ = edge.send(new ProducerRecord<>(Topics.EXCHANGES.name(), partition, "somebody", new byte[] {1}));
            });
            edge.flush();
            edge.abortTransaction();
        }
        assertThat(end(rescore("marks", begin)))
                .startsWith("Scored 0 exchanges")
                .endsWith("0");
    }

    private static RiskSettings settings(String document) {
        return RiskSettings.of(document.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    /** With what has come of those, each of which comes once. */
    private static Map<String, RiskScore> collect(
            TopicBench.Reader<RiskScore> scores, Map<String, String> wanted, Map<String, RiskScore> seen) {
        scores.poll().stream()
                .map(TopicBench.Seen::value)
                .filter(score -> wanted.containsKey(score.getExchange()))
                .forEach(score ->
                        assertThat(seen.put(score.getExchange(), score)).isNull());
        return seen;
    }

    private static Map<String, String> bits(Map<String, RiskScore> scores, String version) {
        Map<String, String> bits = new HashMap<>();
        scores.forEach((id, score) -> {
            assertThat(score.getVersion()).isEqualTo(version);
            score.setVersion("");
            bits.put(id, RiskBench.bits(score));
        });
        return bits;
    }

    /** A program under way, whose output stands in a file: a pipe that nobody empties would stop it. */
    private record Run(Process process, Path output) {}

    private static Run rescore(String version, Instant from, Path... documents) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("--config", patientConfiguration().toString(), "--version", version, "--from"));
        arguments.add(from.toString());
        for (Path document : documents) {
            arguments.addAll(List.of("--document", document.toString()));
        }
        Path output = Files.createTempFile(home, "rescore", ".log");
        return new Run(
                new ProcessBuilder(ProgramProcess.command(
                                "io.vectrail.streams.RescoreMain", arguments.toArray(String[]::new)))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    /** The other program finds a broker away after two seconds, which under load is too soon. */
    private static Path patientConfiguration() throws IOException {
        return Files.writeString(
                home.resolve("rescore.yaml"),
                Files.readString(ProgramProcess.configuration(home)).replace("timeout.ms: 2000", "timeout.ms: 60000"));
    }

    /** What it says for people, and its status. */
    private static String end(Run run) throws IOException, InterruptedException {
        try {
            assertThat(run.process().waitFor(120, TimeUnit.SECONDS)).isTrue();
            try (var lines = Files.lines(run.output())) {
                return lines.filter(line -> line.startsWith("Scored ") || line.startsWith("vectrail-rescore: "))
                        .collect(Collectors.joining(
                                "\n", "", "\n" + run.process().exitValue()));
            }
        } finally {
            run.process().destroyForcibly();
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
