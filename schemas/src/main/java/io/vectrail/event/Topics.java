package io.vectrail.event;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The topics that this version writes or reads. Keys are UTF-8 strings; DESIGN's table says which. */
public final class Topics {

    /** Kafka's default limit of a record batch, written out: nothing that Vectrail sends may need more. */
    public static final int MAX_MESSAGE_BYTES = 1_048_588;

    /** Largest body that stands in its exchange, in bytes; a larger one goes in chunks, and so does a smaller one of a large event. */
    public static final int INLINE_BYTES = 256 * 1024;

    /** Size of a chunk, in bytes. */
    public static final int CHUNK_BYTES = 512 * 1024;

    /** Largest event of a request that waits for people, and largest body that they are shown, in bytes: it stands there whole. */
    public static final int HELD_BYTES = 900_000;

    /** Each request/response pair. Key: the caller's subject. */
    public static final Topic<AuditExchange> EXCHANGES =
            new Topic<>("vectrail.exchanges", AuditExchange.class, kept(Duration.ofDays(90), MAX_MESSAGE_BYTES));

    /** Parts of bodies that do not stand in their exchange. Key: the caller's subject; as many partitions as the exchanges. */
    public static final Topic<PayloadChunk> PAYLOADS =
            new Topic<>("vectrail.payloads", PayloadChunk.class, kept(Duration.ofDays(90), MAX_MESSAGE_BYTES));

    /** Sessions, rewritten as they grow. Key: the session's id. */
    public static final Topic<AuditSession> SESSIONS =
            new Topic<>("vectrail.sessions", AuditSession.class, compacted(64 << 20));

    /**
     * How far each edge has shipped. Key: the edge's name; without a value where one was taken back, because the edge's
     * stands in another partition now. Small segments, so that cleaning comes to them soon.
     */
    public static final Topic<ShippedPosition> SHIPPED =
            new Topic<>("vectrail.shipped", ShippedPosition.class, compacted(4 << 20));

    /**
     * What each edge has let through of limits over time. Key: edge, limit, caller or group, policy and who. Nobody asks for it once
     * its day is over, wherever its edge's clock stands. Small segments that are soon closed, so that cleaning comes to them.
     */
    public static final Topic<LimitUsage> LIMITS = new Topic<>("vectrail.limits", LimitUsage.class, forTwoDays());

    /** What could not be processed. Key: source topic, partition and offset. Holds a record, of a long one its beginning, and its reason. */
    public static final Topic<DeadLetter> DEADLETTER =
            new Topic<>("vectrail.deadletter", DeadLetter.class, kept(Duration.ofDays(400), 2 * MAX_MESSAGE_BYTES));

    /** Every revision of the gateway documents, kept for good. Key: the document's name. A document has up to 1 MiB. */
    public static final Topic<GatewayDocument> CONFIG =
            new Topic<>("vectrail.config", GatewayDocument.class, keptForGood(2 * MAX_MESSAGE_BYTES));

    /** Who changed or looked at what. Key: the actor. */
    public static final Topic<AccessEvent> ACCESS =
            new Topic<>("vectrail.access", AccessEvent.class, kept(Duration.ofDays(400), MAX_MESSAGE_BYTES));

    /** What each edge says of itself. Key: the edge's name. Small segments, so that cleaning comes to them soon. */
    public static final Topic<EdgeStatus> EDGES = new Topic<>("vectrail.edges", EdgeStatus.class, compacted(4 << 20));

    /**
     * Keys of callers without an identity provider, hashed, and their revocations. Key: the key's id. Small segments, so that cleaning comes
     * to them soon.
     */
    public static final Topic<CallerKey> KEYS = new Topic<>("vectrail.keys", CallerKey.class, compacted(4 << 20));

    /**
     * API tokens of the replay service, hashed, and their revocations, as {@link #KEYS} has callers' keys. Key: the token's id. A topic of its
     * own: no edge, of whichever version, takes for a caller's key what it has never read.
     */
    public static final Topic<CallerKey> TOKENS = new Topic<>("vectrail.tokens", CallerKey.class, compacted(4 << 20));

    /**
     * Requests that wait for people, and what became of them. Key: the approval's id. A request stands there with its whole body, which is
     * bounded so that it fits.
     */
    public static final Topic<ApprovalEvent> APPROVALS =
            new Topic<>("vectrail.approvals", ApprovalEvent.class, kept(Duration.ofDays(400), MAX_MESSAGE_BYTES));

    /** How risky each exchange, its session and its caller are. Key: the caller's subject. For a week all of them stay, then a caller's latest. */
    public static final Topic<RiskScore> RISK =
            new Topic<>("vectrail.risk", RiskScore.class, compactedAfter(Duration.ofDays(7)));

    /** Scores of what was scored before, by other weights or by another version. Key: the caller's subject. */
    public static final Topic<RiskScore> RESCORED =
            new Topic<>("vectrail.rescored", RiskScore.class, kept(Duration.ofDays(90), MAX_MESSAGE_BYTES));

    /** The latest score of each caller. Key: the caller's subject. Small segments, so that cleaning comes to them soon: edges read it whole. */
    public static final Topic<CallerRisk> CALLERS =
            new Topic<>("vectrail.callers", CallerRisk.class, compacted(4 << 20));

    /** Callers whose score crossed a level. Key: the alert's id. */
    public static final Topic<RiskAlert> ALERTS =
            new Topic<>("vectrail.alerts", RiskAlert.class, kept(Duration.ofDays(400), MAX_MESSAGE_BYTES));

    /** What was done with alerts. Key: the alert's id. */
    public static final Topic<CaseEvent> CASES =
            new Topic<>("vectrail.cases", CaseEvent.class, kept(Duration.ofDays(400), MAX_MESSAGE_BYTES));

    private Topics() {}

    /** All of them. */
    public static List<Topic<?>> all() {
        return List.of(
                EXCHANGES,
                PAYLOADS,
                SESSIONS,
                SHIPPED,
                LIMITS,
                DEADLETTER,
                CONFIG,
                ACCESS,
                EDGES,
                KEYS,
                TOKENS,
                APPROVALS,
                RISK,
                RESCORED,
                CALLERS,
                ALERTS,
                CASES);
    }

    private static Map<String, String> kept(Duration retention, int maxMessageBytes) {
        Map<String, String> settings = common(maxMessageBytes);
        settings.put("cleanup.policy", "delete");
        settings.put("retention.ms", Long.toString(retention.toMillis()));
        settings.put("retention.bytes", "-1");
        settings.put("segment.bytes", Integer.toString(256 << 20));
        return settings;
    }

    private static Map<String, String> keptForGood(int maxMessageBytes) {
        Map<String, String> settings = kept(Duration.ZERO, maxMessageBytes);
        settings.put("retention.ms", "-1");
        return settings;
    }

    private static Map<String, String> compacted(int segmentBytes) {
        Map<String, String> settings = common(MAX_MESSAGE_BYTES);
        settings.put("cleanup.policy", "compact");
        settings.put("segment.bytes", Integer.toString(segmentBytes));
        settings.put("min.cleanable.dirty.ratio", "0.2");
        settings.put("delete.retention.ms", Long.toString(Duration.ofDays(7).toMillis()));
        return settings;
    }

    private static Map<String, String> compactedAfter(Duration lag) {
        Map<String, String> settings = compacted(256 << 20);
        settings.put("min.compaction.lag.ms", Long.toString(lag.toMillis()));
        return settings;
    }

    private static Map<String, String> forTwoDays() {
        Map<String, String> settings = compacted(16 << 20);
        settings.put("cleanup.policy", "compact,delete");
        settings.put("retention.ms", Long.toString(Duration.ofDays(2).toMillis()));
        settings.put("segment.ms", Long.toString(Duration.ofHours(1).toMillis()));
        settings.put("delete.retention.ms", Long.toString(Duration.ofDays(2).toMillis()));
        return settings;
    }

    private static Map<String, String> common(int maxMessageBytes) {
        Map<String, String> settings = new HashMap<>();
        settings.put("compression.type", "producer");
        settings.put("max.message.bytes", Integer.toString(maxMessageBytes));
        settings.put("message.timestamp.type", "CreateTime");
        return settings;
    }
}
