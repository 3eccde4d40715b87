package io.vectrail.replay.archive.chain;

import io.vectrail.event.Topics;
import io.vectrail.replay.archive.ClickHouse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the check asks of the table that ingest writes. Each question reads a bounded range of one chain, in its order. */
final class ChainRows {

    /** Most rows that one question goes through. */
    static final int WINDOW = 100_000;

    /** Most irregularities that one question answers with. */
    static final int MOST_ANOMALIES = 1_000;

    private static final String OF_CHAIN = "edge = {edge:String} AND epoch = {epoch:String}";
    private static final String ARRIVALS = """
            SELECT edge, epoch, minIf(sequence, sequence > 0) AS lowest, max(sequence) AS highest,
                countIf(sequence < 1) AS invalid
            FROM chain WHERE topic = {topic:String} AND \
            """;
    private static final String LATE = """
            SELECT sequence FROM chain WHERE topic = {topic:String} AND edge = {edge:String} AND epoch = {epoch:String}
            AND sequence BETWEEN 1 AND {verified:Int64} AND \
            """;
    private static final String FIRST_OFFSET = "SELECT min(offset) AS lowest FROM chain"
            + " WHERE topic = {topic:String} AND partition = {partition:Int32} HAVING count() > 0";
    private static final String FIRST = """
            SELECT min(sequence) AS lowest, min(time) AS since, min(ingested_at) AS ingested FROM chain WHERE %s AND sequence > 0
            HAVING count() > 0
            """.formatted(OF_CHAIN);
    private static final String REACH = """
            SELECT count() AS found, max(sequence) AS upto, maxIf(sequence, ingested_at <= %s) AS ripe FROM
            (SELECT sequence, ingested_at FROM chain WHERE %s AND sequence > {from:Int64} AND sequence <= {to:Int64}
            ORDER BY sequence LIMIT {window:UInt32})
            """.formatted(millis("cutoff"), OF_CHAIN);
    private static final String ANOMALIES = """
            SELECT sequence, before, events, variants, at, changed FROM
            (
                SELECT sequence, events, length(hashes) AS variants, at,
                    lagInFrame(sequence, 1, {from:Int64}) OVER w AS before,
                    lagInFrame(hashes, 1, {unknown:Array(String)}) OVER w AS known,
                    sequence - before = 1 AND length(known) BETWEEN 1 AND 15 AND NOT hasAll(known, previous) AS changed
                FROM
                (
                    SELECT sequence, count() AS events, groupUniqArray(16)(hash) AS hashes,
                        groupUniqArray(16)(previous_hash) AS previous, min(time) AS at
                    FROM chain WHERE edge = {edge:String} AND epoch = {epoch:String}
                    AND sequence BETWEEN greatest({from:Int64}, 1) AND {to:Int64} GROUP BY sequence
                )
                WINDOW w AS (ORDER BY sequence ASC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
            )
            WHERE sequence > {from:Int64} AND (events > 1 OR sequence - before > 1 OR changed)
            ORDER BY sequence LIMIT {limit:UInt32}
            """;
    private static final String PRESENT = "SELECT uniqExact(sequence) AS present FROM chain WHERE " + OF_CHAIN
            + " AND sequence BETWEEN {from:Int64} AND {to:Int64}";
    private static final String IDS = "SELECT DISTINCT id FROM chain WHERE " + OF_CHAIN
            + " AND sequence = {sequence:Int64} ORDER BY id LIMIT {limit:UInt32}";
    private static final String EARLIER = """
            SELECT (SELECT count() FROM losses WHERE at > %s) + (SELECT count() FROM exchanges
            WHERE %s AND sequence < {first:Int64} AND sequence > 0 AND time BETWEEN %s - INTERVAL 1 DAY AND %s + INTERVAL 1 DAY)
            AS earlier
            """.formatted(millis("since"), OF_CHAIN, millis("since"), millis("since"));

    private final ClickHouse clickHouse;

    ChainRows(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** What came in of one chain: the lowest and highest sequence of at least 1, 0 without any. */
    record Arrival(ChainKey key, long lowest, long highest, long invalid) {}

    /** Offsets of one partition that have not been looked at. */
    record Fresh(int partition, long from, long to) {}

    /** The first rows of a chain. */
    record First(long lowest, Instant since, Instant ingested) {}

    /** How far the next rows reach; {@code ripe} is the highest that was stored before the cutoff, 0 without any. */
    record Reach(long found, long upTo, long ripe) {}

    /** A sequence that is not one event that follows its predecessor. */
    record Anomaly(long sequence, long before, long events, long variants, Instant time, boolean changed) {

        boolean followsHole() {
            return sequence - before > 1;
        }
    }

    List<Arrival> arrivals(List<Fresh> fresh) {
        return clickHouse.query(
                ARRIVALS + offsets(fresh) + " GROUP BY edge, epoch ORDER BY edge, epoch",
                Map.of("topic", Topics.EXCHANGES.name()),
                row -> new Arrival(
                        new ChainKey(row.text("edge"), row.text("epoch")),
                        row.longNumber("lowest"),
                        row.longNumber("highest"),
                        row.longNumber("invalid")));
    }

    /** The lowest offset of a partition that this table has. */
    Optional<Long> firstOffset(int partition) {
        return clickHouse
                .query(
                        FIRST_OFFSET,
                        Map.of("topic", Topics.EXCHANGES.name(), "partition", partition),
                        row -> row.longNumber("lowest"))
                .stream()
                .findFirst();
    }

    /** Sequences that came in although their chain had been verified beyond them; at most {@code limit}, lowest first. */
    List<Long> late(ChainKey key, List<Fresh> fresh, long verified, int limit) {
        Map<String, Object> parameters = with(key, "verified", verified);
        parameters.put("topic", Topics.EXCHANGES.name());
        parameters.put("limit", limit);
        return clickHouse.query(
                LATE + offsets(fresh) + " ORDER BY sequence LIMIT {limit:UInt32}",
                parameters,
                row -> row.longNumber("sequence"));
    }

    Optional<First> first(ChainKey key) {
        return clickHouse
                .query(
                        FIRST,
                        key.parameters(),
                        row -> new First(row.longNumber("lowest"), row.time("since"), row.time("ingested")))
                .stream()
                .findFirst();
    }

    Reach reach(ChainKey key, long from, long to, Instant cutoff) {
        Map<String, Object> parameters = with(key, "from", from);
        parameters.put("to", to);
        parameters.put("cutoff", cutoff.toEpochMilli());
        parameters.put("window", WINDOW);
        return clickHouse
                .query(
                        REACH,
                        parameters,
                        row -> new Reach(row.longNumber("found"), row.longNumber("upto"), row.longNumber("ripe")))
                .getFirst();
    }

    /** What is irregular above {@code from}, up to {@code to}; the row at {@code from} is the first one's predecessor. */
    List<Anomaly> anomalies(ChainKey key, long from, long to) {
        Map<String, Object> parameters = with(key, "from", from);
        parameters.put("to", to);
        parameters.put("limit", MOST_ANOMALIES);
        // Before sequence 1 there is an empty hash; before any other, when its row is gone, nothing that can be
        // compared.
        parameters.put("unknown", from == 0 ? "['']" : "[]");
        return clickHouse.query(
                ANOMALIES,
                parameters,
                row -> new Anomaly(
                        row.longNumber("sequence"),
                        row.longNumber("before"),
                        row.longNumber("events"),
                        row.longNumber("variants"),
                        row.time("at"),
                        row.flag("changed")));
    }

    /** How many different sequences of this range are there. */
    long present(ChainKey key, long from, long to) {
        Map<String, Object> parameters = with(key, "from", from);
        parameters.put("to", to);
        return clickHouse
                .query(PRESENT, parameters, row -> row.longNumber("present"))
                .getFirst();
    }

    List<String> ids(ChainKey key, long sequence) {
        Map<String, Object> parameters = with(key, "sequence", sequence);
        parameters.put("limit", Finding.MOST_EXCHANGES);
        return clickHouse.query(IDS, parameters, row -> row.text("id"));
    }

    /** Whether what came before {@code first} may exist without ever having been given to this table. */
    boolean beganEarlier(ChainKey key, First first) {
        Map<String, Object> parameters = with(key, "first", first.lowest());
        parameters.put("since", first.since().toEpochMilli());
        return clickHouse
                        .query(EARLIER, parameters, row -> row.longNumber("earlier"))
                        .getFirst()
                > 0;
    }

    private static Map<String, Object> with(ChainKey key, String name, long value) {
        Map<String, Object> parameters = new HashMap<>(key.parameters());
        parameters.put(name, value);
        return parameters;
    }

    private static String offsets(List<Fresh> fresh) {
        return fresh.stream()
                .map(part -> "partition = " + part.partition() + " AND offset >= " + part.from() + " AND offset < "
                        + part.to())
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String millis(String parameter) {
        return "fromUnixTimestamp64Milli({" + parameter + ":Int64}, 'UTC')";
    }
}
