package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The edges' chains and what was found in them, newest first. Thread-safe. */
public final class Chains {

    private static final String ID = "lower(hex(sipHash128(edge, epoch)))";
    private static final String CHAINS = "SELECT * FROM (SELECT " + ID + """
             AS id, edge, epoch, max(start) AS started, max(first) AS begins, min(since) AS time, max(verified) AS good,
                max(last) AS highest, max(checked) AS seen
            FROM chain_states GROUP BY edge, epoch) WHERE \
            """;
    private static final String COUNTS = """
            SELECT id, count() AS total, sum(open) AS lacking, countIf(open > 0) AS gaps FROM
            (SELECT \
            """ + ID + """
             AS id, kind, sequence, min(missing) AS open FROM chain_findings
            WHERE (edge, epoch) IN (SELECT edge, epoch FROM chain_states WHERE \
            """ + ID + """
             IN {ids:Array(String)})
            GROUP BY edge, epoch, kind, sequence)
            GROUP BY id
            """;
    private static final String FINDINGS = """
            SELECT * FROM (SELECT concat(kind, '-', toString(sequence)) AS id, kind, sequence, max(through) AS upto,
                min(missing) AS open, max(events) AS met, min(time) AS at, min(found_at) AS found, min(healed_at) AS healed,
                anyLast(exchanges) AS some
            FROM chain_findings WHERE edge = {edge:String} AND epoch = {epoch:String} GROUP BY kind, sequence) WHERE \
            """;

    private final ClickHouse clickHouse;

    public Chains(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * One page.
     *
     * @param edge null: of all edges
     * @param limit 1 to {@value Page#MOST_ITEMS}
     */
    public Page<Chain> newestFirst(@Nullable String edge, @Nullable Cursor cursor, int limit) {
        Conditions conditions =
                new Conditions().equal("edge", edge).below("time", "id", cursor).limit(limit + 1);
        String sql = CHAINS + conditions.where() + " ORDER BY time DESC, id DESC LIMIT {limit:UInt32}";
        List<Chain> bare = clickHouse.query(sql, conditions.parameters(), row -> chain(row, Counts.NONE));
        Page<Chain> page = Page.of(bare, limit, chain -> new Cursor(chain.since(), chain.id()));
        return new Page<>(counted(page.items()), page.nextCursor());
    }

    public Optional<Chain> one(String id) {
        Conditions conditions = new Conditions().equal("id", id);
        return counted(clickHouse.query(
                        CHAINS + conditions.where() + " LIMIT 1",
                        conditions.parameters(),
                        row -> chain(row, Counts.NONE)))
                .stream()
                .findFirst();
    }

    /** What was found in one chain, by the time it was found. */
    public Page<ChainFinding> findings(Chain chain, @Nullable Cursor cursor, int limit) {
        Conditions conditions = new Conditions().below("found", "id", cursor).limit(limit + 1);
        Map<String, Object> parameters = new HashMap<>(conditions.parameters());
        parameters.put("edge", chain.edge());
        parameters.put("epoch", chain.epoch());
        String sql = FINDINGS + conditions.where() + " ORDER BY found DESC, id DESC LIMIT {limit:UInt32}";
        List<ChainFinding> rows = clickHouse.query(sql, parameters, Chains::finding);
        return Page.of(rows, limit, finding -> new Cursor(finding.found(), finding.id()));
    }

    private record Counts(long findings, long missing, long gaps) {

        private static final Counts NONE = new Counts(0, 0, 0);
    }

    private List<Chain> counted(List<Chain> chains) {
        if (chains.isEmpty()) {
            return chains;
        }
        Map<String, Counts> counts = new HashMap<>();
        List<String> ids = chains.stream().map(Chain::id).toList();
        clickHouse.query(
                COUNTS,
                Map.of("ids", ids),
                row -> counts.put(
                        row.text("id"),
                        new Counts(row.longNumber("total"), row.longNumber("lacking"), row.longNumber("gaps"))));
        return chains.stream()
                .map(chain -> with(chain, counts.getOrDefault(chain.id(), Counts.NONE)))
                .toList();
    }

    private static Chain with(Chain chain, Counts counts) {
        return new Chain(
                chain.id(),
                chain.edge(),
                chain.epoch(),
                chain.start(),
                chain.first(),
                chain.since(),
                chain.verified(),
                chain.last(),
                chain.checked(),
                counts.gaps(),
                counts.missing(),
                counts.findings());
    }

    private static Chain chain(Row row, Counts counts) {
        String start = row.text("started");
        return new Chain(
                row.text("id"),
                row.text("edge"),
                row.text("epoch"),
                start.isEmpty() ? "WAITING" : start,
                row.longNumber("begins"),
                row.time("time"),
                row.longNumber("good"),
                row.longNumber("highest"),
                row.time("seen"),
                counts.gaps(),
                counts.missing(),
                counts.findings());
    }

    private static ChainFinding finding(Row row) {
        return new ChainFinding(
                row.text("id"),
                row.text("kind"),
                row.longNumber("sequence"),
                row.longNumber("upto"),
                row.longNumber("open"),
                row.longNumber("met"),
                row.time("at"),
                row.time("found"),
                row.optionalTime("healed"),
                row.texts("some"));
    }
}
