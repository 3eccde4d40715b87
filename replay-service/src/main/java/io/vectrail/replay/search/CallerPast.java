package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import io.vectrail.replay.search.CallerRiskDetail.Past;
import io.vectrail.replay.search.CallerRiskDetail.Points;
import io.vectrail.replay.search.CallerRiskDetail.Risky;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What a caller's scores were, and which of their exchanges were scored highest. Places are found first, and what stands there is read after. */
final class CallerPast {

    /** Scores of a history. */
    static final int MOST_SCORES = 500;

    private static final int MOST_EXCHANGES = 20;

    private static final String COUNT = """
            SELECT toInt64(count()) AS scores, toUnixTimestamp64Milli(min(at)) AS first, toUnixTimestamp64Milli(max(at)) AS last
            FROM risk WHERE \
            """;

    /** Of each part of the range the place of the highest score, and of several that high the last. */
    private static final String PEAKS = """
            SELECT tupleElement(peak, 1) AS time, tupleElement(peak, 2) AS id
            FROM (SELECT argMax((at, exchange), (caller_score, at, exchange)) AS peak FROM risk WHERE %s
                GROUP BY intDiv(toUnixTimestamp64Milli(at) - {first:Int64}, {width:Int64}))
            """;

    private static final String RISKIEST = "SELECT at AS time, exchange AS id FROM risk WHERE %s AND exchange_score > 0"
            + " ORDER BY exchange_score DESC, at DESC, exchange DESC LIMIT " + MOST_EXCHANGES;

    private static final String LAST = " ORDER BY offset DESC LIMIT 1 BY at, exchange";

    private final ClickHouse clickHouse;

    CallerPast(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * A caller in a range of time.
     *
     * @param from inclusive
     * @param to exclusive
     */
    record Range(String subject, String version, Instant from, Instant to) {

        private Conditions conditions() {
            return new Conditions()
                    .equal("version", version)
                    .equal("subject", subject)
                    .from("at", from)
                    .before("at", to);
        }
    }

    /** At most {@value #MOST_SCORES}, the oldest first. */
    List<Past> history(Range range) {
        record Extent(long scores, long first, long last) {}
        Conditions all = range.conditions();
        Extent extent = clickHouse
                .query(
                        COUNT + all.where(),
                        all.parameters(),
                        row -> new Extent(row.longNumber("scores"), row.longNumber("first"), row.longNumber("last")))
                .getFirst();
        // Where there are few, each is a part of its own but for those of one millisecond.
        long width = extent.scores() <= MOST_SCORES ? 1 : (extent.last() - extent.first()) / MOST_SCORES + 1;
        all.with("first", extent.first()).with("width", width);
        return load(
                range,
                places(PEAKS, all),
                "at, exchange, caller_score, caller_level, caller_signals, caller_part_points",
                CallerPast::past,
                Comparator.comparing(Past::at));
    }

    /** At most {@value #MOST_EXCHANGES}, the riskiest first. */
    List<Risky> riskiest(Range range) {
        return load(
                range,
                places(RISKIEST, range.conditions()),
                "at, exchange, connection, exchange_score, exchange_level, " + ExchangeRisks.partColumns(),
                CallerPast::risky,
                Comparator.comparingDouble(Risky::score)
                        .thenComparing(Risky::at)
                        .reversed());
    }

    private List<Cursor> places(String sql, Conditions conditions) {
        return clickHouse.query(
                sql.formatted(conditions.where()),
                conditions.parameters(),
                row -> new Cursor(row.time("time"), row.text("id")));
    }

    private <T> List<T> load(
            Range range, List<Cursor> places, String columns, Function<Row, T> read, Comparator<T> order) {
        if (places.isEmpty()) {
            return List.of();
        }
        Conditions conditions = range.conditions().among("at", "exchange", places);
        String sql = "SELECT " + columns + " FROM risk WHERE " + conditions.where() + LAST;
        return clickHouse.query(sql, conditions.parameters(), read).stream()
                .sorted(order)
                .toList();
    }

    private static Past past(Row row) {
        List<String> signals = row.texts("caller_signals");
        double[] points = row.doubles("caller_part_points");
        List<Points> parts = new ArrayList<>();
        for (int i = 0; i < signals.size(); i++) {
            parts.add(new Points(signals.get(i), points[i]));
        }
        return new Past(
                row.time("at"), row.text("exchange"), row.real("caller_score"), row.text("caller_level"), parts);
    }

    private static Risky risky(Row row) {
        return new Risky(
                row.text("exchange"),
                row.time("at"),
                row.text("connection"),
                row.real("exchange_score"),
                row.text("exchange_level"),
                ExchangeRisks.parts(row));
    }
}
