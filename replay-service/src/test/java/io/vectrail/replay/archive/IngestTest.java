package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.DeadLetter;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.Topics;
import io.vectrail.replay.ApprovalSamples;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What becomes of each kind of record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestTest {

    private static final Engines ENGINES = Engines.shared();

    private final ArchiveRun run = new ArchiveRun(ENGINES);

    @BeforeAll
    void start() {
        run.start();
    }

    @AfterAll
    void stop() {
        run.close();
    }

    @Test
    void textsAndVectorsAreStoredOneRowEach() {
        AuditExchange exchange =
                Samples.exchange(subject(), Samples.NOON, "first", "second \u0000 \u2028 \uD83D\uDE00");
        run.awaitArchived(ENGINES.publish(exchange));

        assertThat(run.texts(exchange)).containsExactly("first", "second \u0000 \u2028 \uD83D\uDE00");
        assertThat(run.clickHouse()
                        .query(
                                "SELECT vector FROM inputs WHERE exchange = {id:String} AND input = 1",
                                Map.of("id", exchange.getId()),
                                row -> row.floats("vector")))
                .singleElement()
                .isEqualTo(new float[] {1f, 1.1f, 1.2f, 1.3f, 1.4f, 1.5f, 1.6f, 1.7f});
    }

    @Test
    void anExchangesPlaceInItsChainIsStoredWithTheHashOfItsBytes() {
        AuditExchange exchange = Samples.exchange(subject(), Samples.NOON, "a link");
        exchange.setEdge("edge-" + UUID.randomUUID());
        run.awaitArchived(ENGINES.publish(exchange));

        byte[] framed = ENGINES.framed(exchange);
        byte[] binary = java.util.Arrays.copyOfRange(framed, 5, framed.length);
        assertThat(run.clickHouse()
                        .query(
                                "SELECT concat(epoch, ' ', toString(sequence), ' ', hex(previous_hash), ' ', hex(hash)) AS line"
                                        + " FROM chain WHERE edge = {edge:String} AND id = {id:String}",
                                Map.of("edge", exchange.getEdge(), "id", exchange.getId()),
                                row -> row.text("line")))
                .containsExactly("epoch-1 42 0102FE "
                        + java.util.HexFormat.of().withUpperCase().formatHex(Samples.sha256(binary)));
    }

    @Test
    void aRefusalOfNobodyKnownIsAnExchangeWithoutTexts() {
        AuditExchange refusal = Samples.refusal(Samples.NOON);
        run.awaitArchived(ENGINES.publish(refusal));

        assertThat(run.count("exchanges", refusal.getId())).isOne();
        assertThat(run.count("inputs", refusal.getId())).isZero();
        assertThat(run.count("bodies", refusal.getId())).isZero();
    }

    @Test
    void anExchangeThatIsSeenBeforeItsChunksWaitsForThem() {
        String subject = subject();
        Samples.Chunked chunked = Samples.chunked(subject, Samples.NOON, 64, "the chunks are slow");
        AuditExchange behind = Samples.exchange(subject, Samples.NOON, "behind the one that waits");
        double incomplete = run.meter("vectrail.archive.incomplete");
        try (KafkaProducer<String, byte[]> slow = ENGINES.transactional()) {
            slow.beginTransaction();
            chunked.chunks().forEach(chunk -> send(slow, subject, chunk));
            slow.flush();
            ENGINES.publish(chunked.exchange());
            RecordMetadata last = ENGINES.publish(behind);
            double held = run.meter("vectrail.archive.held");
            Awaitility.await("the exchange waits")
                    .atMost(ArchiveRun.PATIENCE)
                    .until(() -> run.meter("vectrail.archive.held") > held);
            assertThat(run.count("exchanges", chunked.exchange().getId())).isZero();
            slow.commitTransaction();
            run.awaitArchived(last);
        }

        assertThat(run.meter("vectrail.archive.incomplete")).isEqualTo(incomplete);
        assertThat(run.texts(chunked.exchange())).containsExactly("the chunks are slow");
        assertThat(run.count("exchanges", chunked.exchange().getId())).isOne();
        assertThat(run.texts(behind)).containsExactly("behind the one that waits");
    }

    @Test
    void anExchangeWhoseChunksWereTakenBackIsStoredWithoutThem() {
        String subject = subject();
        Samples.Chunked chunked = Samples.chunked(subject, Samples.NOON, 64, "never committed");
        double incomplete = run.meter("vectrail.archive.incomplete");
        try (KafkaProducer<String, byte[]> aborted = ENGINES.transactional()) {
            aborted.beginTransaction();
            chunked.chunks().forEach(chunk -> send(aborted, subject, chunk));
            aborted.flush();
            RecordMetadata exchange = ENGINES.publish(chunked.exchange());
            aborted.abortTransaction();
            run.awaitArchived(exchange);
        }

        assertThat(run.count("exchanges", chunked.exchange().getId())).isOne();
        assertThat(run.texts(chunked.exchange())).isEmpty();
        assertThat(run.meter("vectrail.archive.incomplete")).isEqualTo(incomplete + 1);
    }

    @Test
    void whatIsNotCommittedIsNotStored() {
        String subject = subject();
        AuditExchange aborted = Samples.exchange(subject, Samples.NOON, "taken back");
        AuditExchange after = Samples.exchange(subject, Samples.NOON, "after it");
        try (KafkaProducer<String, byte[]> producer = ENGINES.transactional()) {
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(Topics.EXCHANGES.name(), subject, ENGINES.framed(aborted)));
            producer.flush();
            producer.abortTransaction();
        }
        run.awaitArchived(ENGINES.publish(after));

        assertThat(run.count("exchanges", aborted.getId())).isZero();
        assertThat(run.count("exchanges", after.getId())).isOne();
    }

    @Test
    void poisonIsSetAsideWithItsPositionAndTheRestGoesOn() {
        String subject = subject();
        byte[] poison = "neither Avro nor framed".getBytes(StandardCharsets.UTF_8);
        RecordMetadata set = ENGINES.publish(Topics.EXCHANGES.name(), subject, poison);
        byte[] cut = ENGINES.framed(Samples.exchange(subject, Samples.NOON, "cut"));
        ENGINES.publish(Topics.EXCHANGES.name(), subject, java.util.Arrays.copyOf(cut, cut.length - 9));
        byte[] schema = ENGINES.framed(Samples.exchange(subject, Samples.NOON, "of a schema that nobody registered"));
        schema[1] = 0x70;
        ENGINES.publish(Topics.EXCHANGES.name(), subject, schema);
        AuditExchange ancient = Samples.exchange(subject, java.time.Instant.parse("1801-01-01T00:00:00Z"), "ancient");
        ENGINES.publish(ancient);
        AuditExchange after = Samples.exchange(subject, Samples.NOON, "after the poison");
        run.awaitArchived(ENGINES.publish(after));

        assertThat(run.count("exchanges", after.getId())).isOne();
        String key = set.topic() + "-" + set.partition() + "-" + set.offset();
        List<DeadLetter> letters = SetAside.byKey(ENGINES).getOrDefault(key, List.of());
        assertThat(letters).isNotEmpty().allSatisfy(letter -> {
            assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(poison));
            assertThat(letter.getProcessor()).isEqualTo("replay-service/archive");
            assertThat(letter.getReason()).contains("wire format").doesNotContain("Avro nor");
        });
    }

    @Test
    void aSessionIsWhatItsLastRecordSaysAndATombstoneEndsIt() {
        String first = "s-" + UUID.randomUUID();
        String merged = "s-" + UUID.randomUUID();
        ENGINES.publish(Samples.session(first, "alice", Samples.NOON, Samples.NOON.plusSeconds(5), 1));
        ENGINES.publish(Samples.session(merged, "alice", Samples.NOON, Samples.NOON.plusSeconds(5), 1));
        run.awaitArchived(
                ENGINES.publish(Samples.session(first, "alice", Samples.NOON, Samples.NOON.plusSeconds(9), 3)));
        run.awaitArchived(ENGINES.tombstone(merged));

        assertThat(run.one("SELECT toInt64(sum(exchanges)) AS answer FROM sessions FINAL WHERE id = '" + first + "'"))
                .isEqualTo(3);
        assertThat(run.one("SELECT toInt64(count()) AS answer FROM sessions FINAL WHERE id = '" + merged + "'"))
                .isZero();
    }

    @Test
    void aStepOfAnApprovalIsStoredAsItStoodAndForListsWithoutTheBodyOfItsRequest() {
        String secret = "a text that waits " + UUID.randomUUID();
        ApprovalEvent requested = ApprovalSamples.requested(
                Samples.exchange(subject(), Samples.NOON, secret),
                ApprovalSamples.requirement("rule-a", "privacy", 1),
                ApprovalSamples.requirement("rule-b", "legal", 1));
        ApprovalEvent seen = ApprovalSamples.step(
                requested, ApprovalKind.SEEN, java.time.Duration.ofDays(30), "ann \\ \u0000", "privacy");
        run.awaitArchived(ENGINES.publish(requested));
        run.awaitArchived(ENGINES.publish(seen));

        String stored = "FROM approvals WHERE approval = '" + requested.getApproval() + "'";
        assertThat(run.clickHouse().bytes("SELECT value " + stored + " AND kind = 'REQUESTED'", Map.of()))
                .isEqualTo(ENGINES.framed(requested));
        assertThat(run.clickHouse().bytes("SELECT value " + stored + " AND kind = 'SEEN'", Map.of()))
                .isEqualTo(run.clickHouse().bytes("SELECT outline " + stored + " AND kind = 'SEEN'", Map.of()))
                .isEqualTo(ENGINES.framed(seen));
        assertThat(new String(
                        run.clickHouse().bytes("SELECT outline " + stored + " AND kind = 'REQUESTED'", Map.of()),
                        StandardCharsets.ISO_8859_1))
                .contains("rule-a", "EMAIL_ADDRESS")
                .doesNotContain(secret);
        assertThat(run.one("SELECT toInt64(uniqExact(_partition_id)) AS answer " + stored))
                .as("the months of its table that it lies in")
                .isOne();
        assertThat(run.clickHouse()
                        .query(
                                "SELECT concat(kind, ' ', connection, ' ', toString(rules), ' ', toString(at)) AS line "
                                        + stored + " ORDER BY offset",
                                Map.of(),
                                row -> row.text("line")))
                .containsExactly(
                        "REQUESTED openai ['rule-a','rule-b'] 2026-06-15 12:00:00.000",
                        "SEEN  [] 2026-07-15 12:00:00.000");
    }

    private static String subject() {
        return "ingest-" + UUID.randomUUID();
    }

    private static void send(KafkaProducer<String, byte[]> producer, String subject, PayloadChunk chunk) {
        var _ = producer.send(new ProducerRecord<>(Topics.PAYLOADS.name(), subject, ENGINES.framed(chunk)));
    }
}
