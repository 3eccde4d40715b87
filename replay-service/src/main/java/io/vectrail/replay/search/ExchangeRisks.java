package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.search.ExchangeRisk.Part;
import io.vectrail.replay.search.ExchangeRisk.Rated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Scores of exchanges, as they were made when those came. One that was scored twice, by a processor that began anew, has the score that was
 * written last. Thread-safe.
 */
final class ExchangeRisks {

    /** The name of what is scored as it happens. */
    static final String LIVE = "";

    /** Scored exchanges that one look takes; of those that are scored high few are not what is looked for. */
    private static final int CANDIDATES = 4_096;

    private static final int MOST_LOOKS = 4;

    private static final String SCORES = "SELECT exchange, argMax(exchange_score, offset) AS score FROM risk WHERE ";
    private static final String PLACES = "SELECT at, exchange FROM risk WHERE ";
    private static final String ORDER = " ORDER BY at DESC, exchange DESC LIMIT ";
    private static final String PARTS =
            "exchange_signals, exchange_strengths, exchange_weights, exchange_points," + " exchange_reasons";
    private static final String ONE = "SELECT subject, session, at, document_hash, exchange_score,"
            + " exchange_level, session_score, session_level, caller_score, caller_level, " + PARTS
            + " FROM risk WHERE ";

    private final ClickHouse clickHouse;
    private final int mostCandidates;

    ExchangeRisks(ClickHouse clickHouse) {
        this(clickHouse, CANDIDATES);
    }

    /** @param mostCandidates that one look takes */
    ExchangeRisks(ClickHouse clickHouse, int mostCandidates) {
        this.clickHouse = clickHouse;
        this.mostCandidates = mostCandidates;
    }

    /** How a score stands in lists. */
    static int rounded(double score) {
        return (int) Math.round(score);
    }

    /** Of these exchanges, by id; those that are not scored are not there. */
    Map<String, Integer> of(List<Cursor> places) {
        if (places.isEmpty()) {
            return Map.of();
        }
        Conditions conditions = new Conditions().equal("version", LIVE).among("at", "exchange", places);
        String sql = SCORES + conditions.where() + " GROUP BY exchange";
        return clickHouse
                .query(sql, conditions.parameters(), row -> Map.entry(row.text("exchange"), rounded(row.real("score"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** How often one page looks among some. */
    int mostLooks() {
        return MOST_LOOKS;
    }

    /**
     * Those that are scored high enough, below a place in the list.
     *
     * @param most so many, the newest; 0: all
     */
    record Candidates(Conditions conditions, int most) {

        /** @param columns of time and id, in the order of the list */
        void restrict(Conditions list, String columns) {
            list.in(columns, PLACES, conditions, most == 0 ? "" : ORDER + most);
        }
    }

    /** Where a score is asked for, only rows whose time and id are of one that is scored high enough. */
    static void restrict(ExchangeFilter filter, Conditions conditions, String columns) {
        if (filter.minRisk() != null) {
            conditions.in(columns, PLACES, highEnough(filter), "");
        }
    }

    private static Conditions highEnough(ExchangeFilter filter) {
        return new Conditions()
                .equal("version", LIVE)
                // As it is rounded: what is shown as 80 is there from 80 on.
                .require("exchange_score >= {minRisk:Int32} - 0.5", "minRisk", Objects.requireNonNull(filter.minRisk()))
                .equal("subject", filter.value(ExchangeField.SUBJECT))
                .equal("connection", filter.value(ExchangeField.CONNECTION))
                .from("at", filter.from())
                .before("at", filter.to());
    }

    /**
     * Where they are looked for.
     *
     * @param scope outside of which the list shows nothing. Scores do not know groups: where those matter all candidates are taken at once, since
     *     the last of some would be the place of one that may lie outside
     */
    Candidates candidates(ExchangeFilter filter, @Nullable Cursor cursor, Scope scope) {
        boolean ofGroups = scope instanceof Scope.Only only && !only.groups().isEmpty();
        Conditions conditions = highEnough(filter).below("at", "exchange", cursor);
        if (!ofGroups) {
            conditions.within(scope);
        }
        return new Candidates(conditions, ofGroups ? 0 : mostCandidates);
    }

    /** The last that was looked at, where there may be more behind it. */
    Optional<Cursor> last(Candidates candidates) {
        if (candidates.most() == 0) {
            return Optional.empty();
        }
        Conditions conditions = candidates.conditions();
        String sql = PLACES + conditions.where() + ORDER + "1 OFFSET " + (candidates.most() - 1);
        return clickHouse
                .query(sql, conditions.parameters(), row -> new Cursor(row.time("at"), row.text("exchange")))
                .stream()
                .findFirst();
    }

    /**
     * One exchange's.
     *
     * @param score of it alone, its session and its caller
     */
    record Stored(String subject, String session, Instant at, ExchangeRisk score) {}

    Optional<Stored> one(String id, Instant time) {
        Conditions conditions = new Conditions()
                .equal("version", LIVE)
                .require("at = " + Conditions.instant("time"), "time", time.toEpochMilli())
                .equal("exchange", id);
        String sql = ONE + conditions.where() + " ORDER BY offset DESC LIMIT 1";
        return clickHouse.query(sql, conditions.parameters(), ExchangeRisks::stored).stream()
                .findFirst();
    }

    private static Stored stored(Row row) {
        return new Stored(
                row.text("subject"),
                row.text("session"),
                row.time("at"),
                new ExchangeRisk(
                        row.real("exchange_score"),
                        row.text("exchange_level"),
                        parts(row),
                        new Rated(row.real("session_score"), row.text("session_level")),
                        new Rated(row.real("caller_score"), row.text("caller_level")),
                        row.text("document_hash")));
    }

    /** Columns that {@link #parts} reads. */
    static String partColumns() {
        return PARTS;
    }

    static List<Part> parts(Row row) {
        List<String> signals = row.texts("exchange_signals");
        double[] strengths = row.doubles("exchange_strengths");
        double[] weights = row.doubles("exchange_weights");
        double[] points = row.doubles("exchange_points");
        List<String> reasons = row.texts("exchange_reasons");
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < signals.size(); i++) {
            parts.add(new Part(signals.get(i), strengths[i], weights[i], points[i], reasons.get(i)));
        }
        return parts;
    }
}
