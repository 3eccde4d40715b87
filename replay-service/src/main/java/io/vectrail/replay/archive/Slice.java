package io.vectrail.replay.archive;

import io.vectrail.replay.archive.Positions.Resume;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that are stored together, as rows already: of a record nothing else is kept. It grows until it is full; every record that it
 * takes moves its partition's position. Rows that the archive holds from an attempt that was cut short are left out. Written by one
 * thread, and after that read by another.
 */
final class Slice {

    /** The share of the heap that one slice may take. Two are in memory: one that fills and one that is being stored. */
    private static final int HEAP_SHARE = 8;

    private static final long MOST_BYTES =
            Math.clamp(Runtime.getRuntime().maxMemory() / HEAP_SHARE, 4L << 20, 64L << 20);
    private static final int MOST_RECORDS = 20_000;

    private final Map<TopicPartition, Resume> resume;
    private final Blocks<BodyTable.Part> bodies;
    private final Blocks<SessionTable.Version> sessions;
    private final Blocks<AccessTable.Stored> accesses;
    private final Blocks<ApprovalTable.Step> approvals;
    private final Blocks<RiskTable.Scored> risk;
    private final Blocks<RiskTable.Scored> callers;
    private final Blocks<AlertTable.Stored> alerts;
    private final Blocks<CaseTable.Stored> cases;
    private final Blocks<InputTable.InputRow> inputs;
    private final Blocks<StoredExchange> exchanges;
    private final Blocks<StoredExchange> chain;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private boolean chunks;
    private long bytes;
    private int records;

    /** Memory for the rows of the two slices that there are at a time. */
    static Pieces pieces() {
        return new Pieces(2 * MOST_BYTES);
    }

    /**
     * @param resume by partition, what the archive holds of it already; asked whenever a row is added
     * @param pieces the rows' memory, which goes back when the slice is stored
     */
    Slice(Map<TopicPartition, Resume> resume, Pieces pieces) {
        this.resume = resume;
        this.bodies = new Blocks<>(BodyTable.TABLE, pieces);
        this.sessions = new Blocks<>(SessionTable.TABLE, pieces);
        this.accesses = new Blocks<>(AccessTable.TABLE, pieces);
        this.approvals = new Blocks<>(ApprovalTable.TABLE, pieces);
        this.risk = new Blocks<>(RiskTable.TABLE, pieces);
        this.callers = new Blocks<>(RiskTable.CALLERS, pieces);
        this.alerts = new Blocks<>(AlertTable.TABLE, pieces);
        this.cases = new Blocks<>(CaseTable.TABLE, pieces);
        this.inputs = new Blocks<>(InputTable.TABLE, pieces);
        this.exchanges = new Blocks<>(ExchangeTable.TABLE, pieces);
        this.chain = new Blocks<>(ChainTable.TABLE, pieces);
    }

    /**
     * What is to be stored one step after the other, and in each step at once: exchanges after the bodies and inputs that they are opened with, callers
     * after the scores that say why. What came in other records, as a score's exchange did, may be there before or after.
     */
    List<List<Blocks<?>>> steps() {
        return List.of(
                List.of(bodies, inputs, sessions, accesses, approvals, alerts, cases, risk),
                List.of(exchanges, chain, callers));
    }

    /** By partition, the first offset that is not done with once this slice is stored. */
    Map<TopicPartition, Long> next() {
        return Map.copyOf(next);
    }

    int records() {
        return records;
    }

    /** Whether parts of bodies are among its rows that exchanges may ask for. */
    boolean hasChunks() {
        return chunks;
    }

    boolean isEmpty() {
        return next.isEmpty();
    }

    boolean isFull() {
        return bytes >= MOST_BYTES || records >= MOST_RECORDS;
    }

    /** All of it is stored: its rows are gone, and their memory is for the next. */
    void release() {
        steps().forEach(step -> step.forEach(Blocks::release));
    }

    void add(BodyTable.Part chunk) {
        put(bodies, chunk, chunk.origin());
        chunks = true;
        took(chunk.origin());
    }

    void add(SessionTable.Version session) {
        put(sessions, session, session.origin());
        took(session.origin());
    }

    void add(AccessTable.Stored access) {
        put(accesses, access, access.origin());
        took(access.origin());
    }

    void add(ApprovalTable.Step step) {
        put(approvals, step, step.origin());
        took(step.origin());
    }

    /** @param counts whether it can be the latest of its caller */
    void add(RiskTable.Scored score, boolean counts) {
        put(risk, score, score.origin());
        if (counts) {
            put(callers, score, score.origin());
        }
        took(score.origin());
    }

    void add(AlertTable.Stored step) {
        put(alerts, step, step.origin());
        took(step.origin());
    }

    void add(CaseTable.Stored step) {
        put(cases, step, step.origin());
        took(step.origin());
    }

    void add(StoredExchange exchange) {
        Origin origin = exchange.origin();
        BodyTable.inline(exchange).forEach(part -> put(bodies, part, origin));
        InputTable.rows(exchange).forEach(row -> put(inputs, row, origin));
        put(exchanges, exchange, origin);
        put(chain, exchange, origin);
        took(origin);
    }

    /** A record that yields no row: it was set aside, or means nothing. */
    void pass(Origin origin) {
        took(origin);
    }

    /** Nothing more of a partition lies before this offset. */
    void passUpTo(TopicPartition partition, long upTo) {
        next.merge(partition, upTo, Math::max);
    }

    private <T> void put(Blocks<T> blocks, T row, Origin origin) {
        Resume known = resume.get(origin.partition());
        Table<T> table = blocks.table();
        if (known == null || !known.holds(table.name(), table.month().apply(row), origin.offset())) {
            bytes += blocks.add(row);
        }
    }

    private void took(Origin origin) {
        records++;
        next.merge(origin.partition(), origin.offset() + 1, Math::max);
    }
}
