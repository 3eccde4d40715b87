package io.vectrail.replay.archive.chain;

import static io.vectrail.replay.archive.Table.column;

import io.vectrail.event.Topics;
import io.vectrail.replay.archive.Block;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Table;
import io.vectrail.replay.archive.chain.Finding.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the check knows, in tables of its own: it goes on from there after a restart, and in another instance. Each column
 * is a smallest, a largest or a latest value, so that writing twice changes nothing.
 */
final class ChainLedger {

    /** More chains than this are known only while something comes in of them. */
    private static final int MOST_STATES = 9_000;

    /** Gaps that one late range can fill at a time; more are looked at when more comes in. */
    private static final int MOST_GAPS = 1_000;

    private static final Table<Cursor> CURSORS = new Table<>(
            "chain_cursors",
            List.of(
                    column("topic", (out, cursor) -> out.text(Topics.EXCHANGES.name())),
                    column("partition", (out, cursor) -> out.number(cursor.partition())),
                    column("next", (out, cursor) -> out.longNumber(cursor.next()))),
            cursor -> Table.UNDIVIDED);
    private static final Table<Checked> STATES = new Table<>(
            "chain_states",
            List.of(
                    column("edge", (out, row) -> out.text(row.state().key().edge())),
                    column("epoch", (out, row) -> out.text(row.state().key().epoch())),
                    column("first", (out, row) -> out.longNumber(row.state().first())),
                    column("start", (out, row) -> out.text(row.state().start().stored())),
                    column("since", (out, row) -> out.time(row.state().since())),
                    column("verified", (out, row) -> out.longNumber(row.state().verified())),
                    column("last", (out, row) -> out.longNumber(row.state().last())),
                    column("checked", (out, row) -> out.time(row.at()))),
            row -> Table.UNDIVIDED);
    private static final Table<Finding> FINDINGS = new Table<>(
            "chain_findings",
            List.of(
                    column("edge", (out, finding) -> out.text(finding.key().edge())),
                    column("epoch", (out, finding) -> out.text(finding.key().epoch())),
                    column("kind", (out, finding) -> out.text(finding.kind().name())),
                    column("sequence", (out, finding) -> out.longNumber(finding.sequence())),
                    column("through", (out, finding) -> out.longNumber(finding.through())),
                    column("missing", (out, finding) -> out.longNumber(finding.missing())),
                    column("events", (out, finding) -> out.longNumber(finding.events())),
                    column("time", (out, finding) -> out.time(finding.time())),
                    column("found_at", (out, finding) -> out.time(finding.foundAt())),
                    column("healed_at", (out, finding) -> out.optionalTime(finding.healedAt())),
                    column("exchanges", (out, finding) -> out.array(finding.exchanges(), out::text))),
            finding -> Table.UNDIVIDED);

    private static final String ALL_STATES = """
            SELECT edge, epoch, max(first) AS begins, max(start) AS started, min(since) AS from_time, max(verified) AS good,
                max(last) AS highest
            FROM chain_states GROUP BY edge, epoch
            ORDER BY begins = 0 OR good < highest DESC, max(checked) DESC LIMIT {limit:UInt32}
            """;
    private static final String ALL_CURSORS =
            "SELECT partition, max(next) AS at FROM chain_cursors WHERE topic = {topic:String} GROUP BY partition";
    private static final String ALL_POSITIONS = "SELECT partition, toInt64(max(next)) AS at FROM positions"
            + " WHERE topic = {topic:String} GROUP BY partition";
    private static final String OPEN_GAPS = """
            SELECT sequence, max(through) AS upto, min(missing) AS open, min(time) AS at, min(found_at) AS found
            FROM chain_findings WHERE edge = {edge:String} AND epoch = {epoch:String} AND kind = 'GAP'
            AND sequence <= {to:Int64} GROUP BY sequence
            HAVING open > 0 AND upto >= {from:Int64} ORDER BY sequence LIMIT {limit:UInt32}
            """;

    private final ClickHouse clickHouse;

    ChainLedger(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    private record Cursor(int partition, long next) {}

    private record Checked(ChainState state, Instant at) {}

    Map<ChainKey, ChainState> states() {
        Map<ChainKey, ChainState> states = new HashMap<>();
        clickHouse
                .query(
                        ALL_STATES,
                        Map.of("limit", MOST_STATES),
                        row -> new ChainState(
                                new ChainKey(row.text("edge"), row.text("epoch")),
                                ChainState.Start.of(row.text("started")),
                                row.longNumber("begins"),
                                row.time("from_time"),
                                row.longNumber("good"),
                                row.longNumber("highest")))
                .forEach(state -> states.put(state.key(), state));
        return states;
    }

    /** By partition, the first offset that has not been looked at. */
    Map<Integer, Long> cursors() {
        return offsets(ALL_CURSORS);
    }

    /** By partition, the first offset that is not archived. */
    Map<Integer, Long> positions() {
        return offsets(ALL_POSITIONS);
    }

    /** Gaps that have a part in this range and are not filled. */
    List<Finding> openGaps(ChainKey key, long from, long to) {
        Map<String, Object> parameters = new HashMap<>(key.parameters());
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("limit", MOST_GAPS);
        return clickHouse.query(
                OPEN_GAPS,
                parameters,
                row -> new Finding(
                        key,
                        Kind.GAP,
                        row.longNumber("sequence"),
                        row.longNumber("upto"),
                        row.longNumber("open"),
                        0,
                        row.time("at"),
                        row.time("found"),
                        null,
                        List.of()));
    }

    /**
     * Findings first: what is verified, and what was looked at, must never run ahead of them.
     *
     * @param condition under which this instance may
     */
    void write(
            String condition,
            Collection<Finding> findings,
            Collection<ChainState> states,
            Map<Integer, Long> cursors,
            Instant now) {
        write(condition, FINDINGS, findings);
        write(
                condition,
                STATES,
                states.stream().map(state -> new Checked(state, now)).toList());
        write(
                condition,
                CURSORS,
                cursors.entrySet().stream()
                        .map(cursor -> new Cursor(cursor.getKey(), cursor.getValue()))
                        .toList());
    }

    private <T> void write(String condition, Table<T> table, Collection<T> rows) {
        if (!rows.isEmpty()) {
            Block block = table.block();
            rows.forEach(row -> table.write(block, row));
            clickHouse.insertIf(condition, table.name(), "vectrail-chain-" + UUID.randomUUID(), block);
        }
    }

    private Map<Integer, Long> offsets(String sql) {
        Map<Integer, Long> offsets = new HashMap<>();
        clickHouse.query(
                sql,
                Map.of("topic", Topics.EXCHANGES.name()),
                row -> offsets.put(row.number("partition"), row.longNumber("at")));
        return offsets;
    }
}
