package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.AuditSession;
import io.vectrail.event.DeadLetter;
import io.vectrail.event.DeadLetterForm;
import io.vectrail.event.EventSerde;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RiskPart;
import io.vectrail.event.RiskScore;
import io.vectrail.event.Topics;
import io.vectrail.replay.ApprovalSamples;
import io.vectrail.replay.Engines;
import io.vectrail.replay.RiskSamples;
import io.vectrail.replay.Samples;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records of every topic that nobody can store, before, between and behind good ones: set aside, and the rest goes on. */
class PoisonTest {

    private static final Engines ENGINES = Engines.shared();

    private final String key = "poison-" + UUID.randomUUID();
    private final Map<String, String> expected = new LinkedHashMap<>();
    private final Map<String, Integer> cut = new HashMap<>();

    @Test
    void eachIsSetAsideWithItsReasonAndPositionAndAllOthersAreStored() {
        List<String> before = ENGINES.ends();
        try (ArchiveRun run = new ArchiveRun(ENGINES).from(before)) {
            List<RecordMetadata> ends = List.of(exchanges(), chunks(), sessions(), approvals(), scores(), rescored());
            run.start();
            ends.forEach(run::awaitArchived);

            Map<String, List<DeadLetter>> letters = SetAside.byKey(ENGINES);
            assertThat(letters.keySet()).containsAll(expected.keySet());
            expected.forEach((position, reason) -> assertThat(letters.get(position))
                    .as(position)
                    .last()
                    .satisfies(letter -> assertThat(letter.getReason()).contains(reason))
                    .satisfies(letter -> assertThat(
                                    letter.getTopic() + "-" + letter.getPartition() + "-" + letter.getOffset())
                            .isEqualTo(position)));
            cut.forEach((position, size) -> assertThat(letters.get(position))
                    .last()
                    .satisfies(letter ->
                            assertThat(letter.getReason()).contains("its value of " + size + " bytes, SHA-256 "))
                    .satisfies(letter ->
                            assertThat(letter.getValue().remaining()).isEqualTo(DeadLetterForm.MOST_VALUE_BYTES)));
            assertThat(run.meter("vectrail.archive.deadletters")).isEqualTo(expected.size());
            assertThat(run.meter("vectrail.archive.retries")).isZero();
            assertThat(run.one("SELECT toInt64(count()) AS answer FROM exchanges"))
                    .isEqualTo(4);
            assertThat(run.one("SELECT toInt64(count()) AS answer FROM chain")).isEqualTo(4);
            assertThat(run.one("SELECT toInt64(count()) AS answer FROM sessions FINAL"))
                    .isEqualTo(2);
            assertThat(run.one("SELECT toInt64(count()) AS answer FROM bodies WHERE topic = 'vectrail.payloads'"))
                    .isEqualTo(2);
            assertThat(run.one("SELECT toInt64(count()) AS answer FROM approvals"))
                    .isEqualTo(3);
            assertThat(run.one("SELECT toInt64(count()) AS answer FROM risk")).isEqualTo(6);
            assertThat(run.one("SELECT toInt64(count()) AS answer FROM risk_callers FINAL"))
                    .as("one live and one of a scoring, of this month, and not the one of the future")
                    .isEqualTo(2);
            assertThat(run.one("SELECT toInt64(countIf(isFinite(exchange_score) AND isFinite(caller_points))) AS answer"
                            + " FROM risk"))
                    .isEqualTo(6);
        }
    }

    private RecordMetadata exchanges() {
        String topic = Topics.EXCHANGES.name();
        byte[] good = ENGINES.framed(exchange());
        poison(topic, null, "no value");
        poison(topic, new byte[0], "wire format");
        good(topic, ENGINES.framed(exchange()));
        poison(topic, with(good, 0, 7), "wire format");
        poison(topic, with(good, 1, 0x70), "does not know schema");
        good(topic, ENGINES.framed(exchange()));
        poison(topic, Arrays.copyOf(good, good.length - 9), "Avro binary");
        poison(topic, Arrays.copyOf(good, good.length + 3), "bytes are left");
        AuditExchange nameless = exchange();
        nameless.setId("../etc/passwd");
        poison(topic, ENGINES.framed(nameless), "its id is not");
        AuditExchange longNamed = exchange();
        longNamed.setEpoch("e".repeat(257));
        poison(topic, ENGINES.framed(longNamed), "its edge or its epoch has more than 256");
        AuditExchange timeless = exchange();
        timeless.setReceivedAt(Instant.ofEpochMilli(Long.MAX_VALUE));
        poison(topic, ENGINES.framed(timeless), "one of its times");
        AuditExchange chainless = exchange();
        chainless.setSequence(Long.MIN_VALUE);
        chainless.setEdge("");
        good(topic, ENGINES.framed(chainless));
        AuditExchange hollow = exchange();
        hollow.getRequest().getBody().setContent(null);
        hollow.getRequest().getBody().setChunks(7);
        hollow.getRequest().getBody().setSize(-1);
        good(topic, ENGINES.framed(hollow));
        hollow.getRequest().getBody().setChunks(10_001);
        poison(topic, ENGINES.framed(hollow), "in 10001 chunks");
        AuditExchange endless = exchange();
        RecordedBody answer = Objects.requireNonNull(endless.getResponse()).getBody();
        answer.setContent(null);
        answer.setChunks(Integer.MAX_VALUE);
        poison(topic, ENGINES.framed(endless), "in 2147483647 chunks");
        large(topic, 3 << 20, "uncompressed");
        large(topic, (2 << 20) - (10 << 10), "does not know schema 0");
        poison(topic, bottomless(), "Avro binary");
        return poison(topic, new byte[] {0, 0, 0, 0}, "wire format");
    }

    private RecordMetadata chunks() {
        String topic = Topics.PAYLOADS.name();
        String id = Samples.idAt(Samples.NOON);
        poison(topic, null, "no value");
        good(topic, ENGINES.framed(chunk(id, 0, 2)));
        poison(topic, ENGINES.framed(chunk(id, 2, 2)), "which part");
        poison(topic, ENGINES.framed(chunk(id, -1, 2)), "which part");
        poison(topic, ENGINES.framed(chunk("", 0, 2)), "which part");
        poison(topic, ENGINES.framed(chunk(id, 0, 10_001)), "in 10001 chunks");
        large(topic, 3 << 20, "uncompressed");
        good(topic, ENGINES.framed(chunk(id, 1, 2)));
        return poison(topic, "no chunk".getBytes(java.nio.charset.StandardCharsets.UTF_8), "wire format");
    }

    private RecordMetadata sessions() {
        EventSerde<AuditSession> serde = new EventSerde<>(Topics.SESSIONS, ENGINES.registry());
        String topic = Topics.SESSIONS.name();
        poison(topic, serde.framed(serde.binary(session("another", Samples.NOON))), "its key is not its id");
        good(topic, serde.framed(serde.binary(session(key, Samples.NOON))));
        poison(topic, serde.framed(serde.binary(session(key, Instant.parse("9999-01-01T00:00:00Z")))), "times");
        poison(topic, new byte[] {1}, "wire format");
        // Of another session, in whichever partition that lies: the last record here is what is waited for.
        ENGINES.publish(Samples.session(key + "-2", "alice", Samples.NOON, Samples.NOON, 1));
        good(topic, serde.framed(serde.binary(session(key, Samples.NOON))));
        return poison(topic, new byte[] {2}, "wire format");
    }

    private RecordMetadata approvals() {
        String topic = Topics.APPROVALS.name();
        poison(topic, null, "no value");
        good(topic, ENGINES.framed(approval()));
        poison(topic, Arrays.copyOf(ENGINES.framed(approval()), 40), "Avro binary");
        ApprovalEvent another = approval();
        another.setApproval(Samples.idAt(Samples.NOON));
        poison(topic, ENGINES.framed(another), "its key is not its approval's id");
        ApprovalEvent nameless = approval();
        nameless.setApproval("");
        poison(topic, ENGINES.framed(nameless), "its approval's id is not made of");
        ApprovalEvent timeless = approval();
        timeless.setAt(Instant.ofEpochMilli(Long.MIN_VALUE));
        poison(topic, ENGINES.framed(timeless), "one of its times");
        ApprovalEvent endless = approval();
        Objects.requireNonNull(endless.getRequest()).setExpiresAt(Instant.parse("2999-01-01T00:00:00Z"));
        poison(topic, ENGINES.framed(endless), "one of its times");
        ApprovalEvent hollow = approval();
        hollow.setRequest(null);
        good(topic, ENGINES.framed(hollow));
        large(topic, 3 << 20, "uncompressed");
        good(topic, ENGINES.framed(approval()));
        return poison(topic, new byte[] {3}, "wire format");
    }

    private RecordMetadata scores() {
        String topic = Topics.RISK.name();
        poison(topic, null, "no value");
        good(topic, ENGINES.framed(score()));
        poison(topic, Arrays.copyOf(ENGINES.framed(score()), 40), "Avro binary");
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1, 100.1, Double.MAX_VALUE}) {
            unusable(topic, score -> score.getOfExchange().setScore(number), "one of its numbers");
            unusable(topic, score -> score.getOfCaller().getParts().getFirst().setPoints(number), "one of its numbers");
            unusable(
                    topic, score -> score.getOfSession().getParts().getFirst().setWeight(number), "one of its numbers");
        }
        RiskPart part = new RiskPart("burst", 0.1, 1.0, 0.1, "");
        unusable(
                topic,
                score -> score.getOfExchange().setParts(Collections.nCopies(10_000, part)),
                "more than 100 parts");
        unusable(topic, score -> score.setExchange(""), "its exchange's id is not");
        unusable(topic, score -> score.setExchange("a'b"), "its exchange's id is not");
        unusable(topic, score -> score.setSubject(""), "its caller's subject");
        unusable(topic, score -> score.setSubject("another"), "its key is not its caller's subject");
        unusable(topic, score -> score.setSession("%' OR 1"), "its session's id");
        unusable(topic, score -> score.setConnection("c".repeat(257)), "its connection");
        unusable(topic, score -> score.setAt(Instant.parse("2999-01-01T00:00:00Z")), "its time is not");
        unusable(topic, score -> score.setHalfLifeMillis(0), "its half-life");
        unusable(topic, score -> score.setHalfLifeMillis(Long.MAX_VALUE), "its half-life");
        unusable(topic, score -> score.setVersion("v2"), "it has a version");
        unusable(
                topic,
                score -> score.getOfExchange().getParts().getFirst().setReason("r".repeat(513)),
                "a reason that is too long");
        RiskScore future = score();
        future.setAt(Instant.parse("2150-01-01T00:00:00Z"));
        good(topic, ENGINES.framed(future));
        RiskScore hollow = score();
        hollow.setOfExchange(RiskSamples.risk());
        hollow.setOfSession(RiskSamples.risk());
        hollow.setOfCaller(RiskSamples.risk());
        hollow.setConnection("");
        good(topic, ENGINES.framed(hollow));
        RiskScore full = score();
        full.getOfExchange().setParts(Collections.nCopies(100, part));
        good(topic, ENGINES.framed(full));
        large(topic, 3 << 20, "uncompressed");
        good(topic, ENGINES.framed(score()));
        return poison(topic, new byte[] {4}, "wire format");
    }

    private RecordMetadata rescored() {
        String topic = Topics.RESCORED.name();
        RiskScore again = score();
        again.setVersion("v2");
        good(topic, ENGINES.framed(again));
        unusable(topic, score -> score.setVersion(""), "its version's name");
        unusable(topic, score -> score.setVersion("a b"), "its version's name");
        return poison(topic, new byte[] {5}, "wire format");
    }

    private void unusable(String topic, Consumer<RiskScore> change, String reason) {
        RiskScore score = score();
        change.accept(score);
        poison(topic, ENGINES.framed(score), reason);
    }

    private RiskScore score() {
        return RiskSamples.score(exchange(), 20, 30);
    }

    private ApprovalEvent approval() {
        ApprovalEvent event = ApprovalSamples.requested(exchange(), ApprovalSamples.requirement("rule", "privacy", 1));
        event.setApproval(key);
        return event;
    }

    private void good(String topic, byte[] value) {
        ENGINES.publish(topic, key, value);
    }

    private RecordMetadata poison(String topic, byte @Nullable [] value, String reason) {
        RecordMetadata at = ENGINES.publish(topic, key, value);
        expected.put(topic + "-" + at.partition() + "-" + at.offset(), reason);
        return at;
    }

    /** Zeros, of which the broker sees a few hundred bytes. */
    private void large(String topic, int size, String reason) {
        RecordMetadata at = ENGINES.publishCompressed(topic, key, new byte[size]);
        String position = topic + "-" + at.partition() + "-" + at.offset();
        expected.put(position, reason);
        cut.put(position, size);
    }

    /** Of a schema that somebody registered whose records hold themselves, 400,000 deep. */
    private static byte[] bottomless() {
        Schema own = AuditExchange.getClassSchema();
        Schema itself = new Schema.Parser().parse("""
                {"type": "record", "name": "Itself", "fields": [{"name": "next", "type": ["null", "Itself"]}]}
                """);
        List<Schema.Field> fields = new ArrayList<>(List.of(new Schema.Field("itself", itself)));
        own.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema deep = Schema.createRecord(own.getName(), null, own.getNamespace(), false, fields);
        byte[] value = new byte[400_000];
        Arrays.fill(value, (byte) 2);
        ByteBuffer.wrap(value).put((byte) 0).putInt(ENGINES.registry().register("poison-value", deep));
        return value;
    }

    private AuditExchange exchange() {
        return Samples.exchange(key, Samples.NOON, "good");
    }

    private static PayloadChunk chunk(String id, int index, int count) {
        return new PayloadChunk(id, io.vectrail.event.Side.REQUEST, index, count, ByteBuffer.wrap(new byte[] {1}));
    }

    private static AuditSession session(String id, Instant end) {
        return Samples.session(id, "alice", Samples.NOON, end, 1);
    }

    private static byte[] with(byte[] value, int at, int replacement) {
        byte[] changed = value.clone();
        changed[at] = (byte) replacement;
        return changed;
    }
}
