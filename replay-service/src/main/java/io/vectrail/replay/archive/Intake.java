package io.vectrail.replay.archive;

import io.vectrail.event.AccessEvent;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalRequest;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.AuditSession;
import io.vectrail.event.CaseEvent;
import io.vectrail.event.EventSerde;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.RecordedResponse;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.RiskScore;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Side;
import io.vectrail.event.Topics;
import io.vectrail.event.UndecodableEventException;
import io.vectrail.replay.alert.Sound;
import io.vectrail.runtime.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Tells what a record is. A pure function of the record, but for schemas that are fetched when first met. */
final class Intake {

    private static final int LONGEST_ID = 128;
    private static final String NO_ID = "its id is not made of 1 to 128 letters, digits and . _ : -";

    private static final String NO_APPROVAL = "its approval's id is not made of 1 to 128 letters, digits and . _ : -";

    private static final String NO_ALERT = "its key is not its alert's id";

    /** Characters of an edge's name, which has 63 at most, and of an epoch. Chains are kept by them, and looked at together. */
    private static final int LONGEST_NAME = 256;

    private static final Set<String> SCORES = Set.of(Topics.RISK.name(), Topics.RESCORED.name());

    /** How far an edge's clock may be ahead of this one before what it says is no caller's latest: it would be that until then. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int VERSION_7 = 7;

    /** Twice what the largest body that an edge takes, 256 MiB, is cut into. */
    private static final int MOST_CHUNKS = 2 * ((256 << 20) / Topics.CHUNK_BYTES);

    private final EventSerde<AuditExchange> exchanges;
    private final EventSerde<PayloadChunk> chunks;
    private final EventSerde<AuditSession> sessions;
    private final EventSerde<AccessEvent> accesses;
    private final EventSerde<ApprovalEvent> approvals;
    private final EventSerde<RiskScore> scores;
    private final Clock clock;
    private final EventSerde<RiskAlert> alerts;
    private final EventSerde<CaseEvent> cases;

    Intake(SchemaRegistry registry, Clock clock) {
        this.clock = clock;
        exchanges = new EventSerde<>(Topics.EXCHANGES, registry);
        chunks = new EventSerde<>(Topics.PAYLOADS, registry);
        sessions = new EventSerde<>(Topics.SESSIONS, registry);
        accesses = new EventSerde<>(Topics.ACCESS, registry);
        approvals = new EventSerde<>(Topics.APPROVALS, registry);
        scores = new EventSerde<>(Topics.RISK, registry);
        alerts = new EventSerde<>(Topics.ALERTS, registry);
        cases = new EventSerde<>(Topics.CASES, registry);
    }

    /** What a record is. */
    sealed interface Taken {

        /** An exchange, and the SHA-256 of its Avro binary. */
        record Exchange(Origin origin, AuditExchange exchange, byte[] hash) implements Taken {}

        /** A part of a body. */
        record Chunk(BodyTable.Part part) implements Taken {}

        /** A session's latest version, or its end. */
        record Session(SessionTable.Version version) implements Taken {}

        /** Who did or saw what. */
        record Access(AccessTable.Stored access) implements Taken {}

        /** A step in the life of an approval. */
        record Approval(ApprovalTable.Step step) implements Taken {}

        /**
         * How risky an exchange is, its session and its caller.
         *
         * @param counts whether it can be the latest of its caller
         */
        record Score(RiskTable.Scored score, boolean counts) implements Taken {}
        /** A step of an alert. */
        record Alert(AlertTable.Stored step) implements Taken {}

        /** What was done with an alert. */
        record Case(CaseTable.Stored step) implements Taken {}

        /** Something that can never be stored. The reason never quotes it. */
        record Poison(Origin origin, String reason) implements Taken {}
    }

    /** @throws io.vectrail.event.RegistryException when the registry is away, which is no fault of the record */
    Taken read(ConsumerRecord<Fetched, Fetched> record) {
        Origin origin = new Origin(new TopicPartition(record.topic(), record.partition()), record.offset());
        if (record.key() instanceof Fetched.TooLarge || record.value() instanceof Fetched.TooLarge) {
            return new Taken.Poison(
                    origin, "it has more than " + Fetched.MOST_BYTES + " bytes uncompressed, which no event has");
        }
        try {
            byte[] key = whole(record.key());
            byte[] value = whole(record.value());
            if (record.topic().equals(Topics.SESSIONS.name())) {
                return session(origin, key, value);
            }
            if (value == null) {
                return new Taken.Poison(origin, "it has no value");
            }
            if (record.topic().equals(Topics.ACCESS.name())) {
                return access(origin, accesses.read(value));
            }
            if (record.topic().equals(Topics.APPROVALS.name())) {
                return approval(origin, key, value, record.timestamp());
            }
            if (SCORES.contains(record.topic())) {
                return score(origin, key, scores.read(value));
            }
            if (record.topic().equals(Topics.ALERTS.name())) {
                return alert(origin, key, value);
            }
            if (record.topic().equals(Topics.CASES.name())) {
                return step(origin, key, cases.read(value));
            }
            return record.topic().equals(Topics.PAYLOADS.name())
                    ? chunk(origin, chunks.read(value), record.timestamp())
                    : exchange(origin, exchanges.read(value), value);
        } catch (UndecodableEventException e) {
            return new Taken.Poison(origin, String.valueOf(e.getMessage()));
        }
    }

    private static Taken exchange(Origin origin, AuditExchange exchange, byte[] value) {
        if (!identifies(exchange.getId())) {
            return new Taken.Poison(origin, NO_ID);
        }
        if (!storable(exchange.getReceivedAt())
                || !storable(exchange.getForwardedAt())
                || !storable(exchange.getEndedAt())) {
            return new Taken.Poison(origin, "one of its times is not between " + EARLIEST + " and " + LATEST);
        }
        if (exchange.getEdge().length() > LONGEST_NAME || exchange.getEpoch().length() > LONGEST_NAME) {
            return new Taken.Poison(origin, "its edge or its epoch has more than " + LONGEST_NAME + " characters");
        }
        RecordedResponse response = exchange.getResponse();
        int chunks = Math.max(
                exchange.getRequest().getBody().getChunks(),
                response == null ? 0 : response.getBody().getChunks());
        if (chunks > MOST_CHUNKS) {
            return new Taken.Poison(origin, tooManyChunks(chunks));
        }
        return new Taken.Exchange(origin, exchange, Sha256.of(EventSerde.unframed(value)));
    }

    private static Taken chunk(Origin origin, PayloadChunk chunk, long timestamp) {
        if (!identifies(chunk.getExchangeId())
                || chunk.getIndex() < 0
                || chunk.getIndex() >= chunk.getCount()
                || chunk.getSide() == Side.UNKNOWN) {
            return new Taken.Poison(origin, "it does not say which part of which body it is");
        }
        if (chunk.getCount() > MOST_CHUNKS) {
            return new Taken.Poison(origin, tooManyChunks(chunk.getCount()));
        }
        return new Taken.Chunk(new BodyTable.Part(
                origin,
                chunk.getExchangeId(),
                chunk.getSide(),
                chunk.getIndex(),
                timeOf(chunk.getExchangeId(), timestamp),
                ExchangeTable.bytes(chunk.getContent())));
    }

    private Taken session(Origin origin, byte @Nullable [] name, byte @Nullable [] value) {
        String key = name == null ? "" : new String(name, StandardCharsets.UTF_8);
        if (!identifies(key)) {
            return new Taken.Poison(origin, "its key is no session id");
        }
        if (value == null) {
            return new Taken.Session(new SessionTable.Version(origin, key, null));
        }
        AuditSession session = sessions.read(value);
        if (!session.getId().equals(key)) {
            return new Taken.Poison(origin, "its key is not its id");
        }
        if (!storable(session.getStart()) || !storable(session.getEnd())) {
            return new Taken.Poison(origin, "one of its times is not between " + EARLIEST + " and " + LATEST);
        }
        return new Taken.Session(new SessionTable.Version(origin, key, session));
    }

    private static Taken access(Origin origin, AccessEvent access) {
        if (!identifies(access.getId())) {
            return new Taken.Poison(origin, NO_ID);
        }
        if (!storable(access.getAt())) {
            return new Taken.Poison(origin, "its time is not between " + EARLIEST + " and " + LATEST);
        }
        return new Taken.Access(new AccessTable.Stored(origin, access));
    }

    private Taken approval(Origin origin, byte @Nullable [] key, byte[] value, long timestamp) {
        ApprovalEvent event = approvals.read(value);
        String approval = event.getApproval();
        if (!identifies(approval)) {
            return new Taken.Poison(origin, NO_APPROVAL);
        }
        if (key == null || !approval.equals(new String(key, StandardCharsets.UTF_8))) {
            return new Taken.Poison(origin, "its key is not its approval's id");
        }
        ApprovalRequest request = ApprovalTable.request(event);
        if (!storable(event.getAt()) || (request != null && !storable(request.getExpiresAt()))) {
            return new Taken.Poison(origin, "one of its times is not between " + EARLIEST + " and " + LATEST);
        }
        return new Taken.Approval(
                new ApprovalTable.Step(origin, timeOf(approval, timestamp), event, outline(event, value), value));
    }

    private Taken score(Origin origin, byte @Nullable [] key, RiskScore score) {
        if (!identifies(score.getExchange())) {
            return new Taken.Poison(origin, "its exchange's id is not made of 1 to 128 letters, digits and . _ : -");
        }
        if (!storable(score.getAt())) {
            return new Taken.Poison(origin, "its time is not between " + EARLIEST + " and " + LATEST);
        }
        return ScoreCheck.fault(origin.partition().topic(), key, score)
                .<Taken>map(fault -> new Taken.Poison(origin, fault))
                .orElseGet(() -> new Taken.Score(
                        new RiskTable.Scored(origin, score),
                        !score.getAt().isAfter(clock.instant().plus(AHEAD))));
    }

    /** The record without the request's body, as this version writes it; lists read no body. */
    private byte[] outline(ApprovalEvent event, byte[] value) {
        ApprovalRequest request = event.getRequest();
        if (request == null) {
            return value;
        }
        request.getExchange().getRequest().getBody().setContent(null);
        return approvals.framed(approvals.binary(event));
    }

    private Taken alert(Origin origin, byte @Nullable [] key, byte[] value) {
        RiskAlert step = alerts.read(value);
        String fault = Sound.fault(step);
        if (fault != null) {
            return new Taken.Poison(origin, fault);
        }
        return isKey(key, step.getAlert())
                ? new Taken.Alert(new AlertTable.Stored(origin, step, value))
                : new Taken.Poison(origin, NO_ALERT);
    }

    private static Taken step(Origin origin, byte @Nullable [] key, CaseEvent step) {
        String fault = Sound.fault(step);
        if (fault != null) {
            return new Taken.Poison(origin, fault);
        }
        return isKey(key, step.getAlert())
                ? new Taken.Case(new CaseTable.Stored(origin, step))
                : new Taken.Poison(origin, NO_ALERT);
    }

    private static boolean isKey(byte @Nullable [] key, String id) {
        return key != null && id.equals(new String(key, StandardCharsets.UTF_8));
    }

    private static String tooManyChunks(int chunks) {
        return "its body is said to be in " + chunks + " chunks, more than the " + MOST_CHUNKS
                + " that any body can have";
    }

    private static byte @Nullable [] whole(@Nullable Fetched fetched) {
        return fetched instanceof Fetched.Whole whole ? whole.bytes() : null;
    }

    static boolean identifies(String id) {
        return !id.isEmpty() && id.length() <= LONGEST_ID && id.chars().allMatch(Intake::inId);
    }

    /** Of {@code [A-Za-z0-9._:-]}. Each record's id is looked at. */
    private static boolean inId(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= ':')
                || c == '-'
                || c == '.'
                || c == '_';
    }

    private static boolean storable(@Nullable Instant time) {
        return time == null || (!time.isBefore(EARLIEST) && time.isBefore(LATEST));
    }

    /** A UUIDv7 carries its time, which is its exchange's; any other id leaves the time of its record. */
    private static Instant timeOf(String id, long timestamp) {
        Instant time = Instant.ofEpochMilli(timestamp);
        try {
            UUID uuid = UUID.fromString(id);
            time = uuid.version() == VERSION_7 ? Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16) : time;
        } catch (IllegalArgumentException e) {
            return storable(time) ? time : EARLIEST;
        }
        return storable(time) ? time : EARLIEST;
    }
}
