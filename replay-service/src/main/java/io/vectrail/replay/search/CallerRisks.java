package io.vectrail.replay.search;

import io.vectrail.document.risk.Levels;
import io.vectrail.document.risk.RiskSettings;
import io.vectrail.event.RiskLevel;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import io.vectrail.replay.scope.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How risky callers are now: what is left of the latest score of each. A list is of those who were scored in the last {@value #DAYS} days; so many
 * rows are read for it as there are callers, however many exchanges they made. Whose scores somebody sees, {@link WholeCallers} says.
 * Thread-safe.
 */
public final class CallerRisks {

    /** The version of what is scored as it happens. */
    public static final String LIVE = ExchangeRisks.LIVE;

    static final int DAYS = 30;

    /** How far an edge's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private static final double MOST = 100;

    /** As {@link RiskSettings#left} has it. FINAL: the latest of each, whichever month it is of. */
    private static final String LATEST = """
            SELECT subject, at, exchange, connection, session, half_life_millis,
                least(100., caller_points * exp2(-abs(toUnixTimestamp64Milli(at) - {now:Int64}) / half_life_millis)) AS score
            FROM risk_callers FINAL WHERE \
            """;

    private static final String PARTS =
            "SELECT subject, caller_signals, caller_strengths, caller_weights, caller_part_points FROM risk WHERE ";

    private final ClickHouse clickHouse;
    private final Clock clock;
    private final CallerPast past;

    public CallerRisks(ClickHouse clickHouse, Clock clock) {
        this.clickHouse = clickHouse;
        this.clock = clock;
        this.past = new CallerPast(clickHouse);
    }

    /**
     * Which callers a list is of; null means any.
     *
     * @param words what stands in their subject, in any case
     * @param level what their score is called now
     * @param version of a scoring of history; empty: what is scored as it happens
     */
    public record Filter(@Nullable String words, @Nullable RiskLevel level, String version) {}

    /**
     * One page, the highest score first, then by subject.
     *
     * @param levels what scores are called now
     * @param limit 1 to {@value Page#MOST_ITEMS}
     * @throws io.vectrail.replay.archive.ArchiveException when the archive is away, or the question too wide for its bounds
     */
    public Page<CallerRisk> highestFirst(
            Filter filter, Levels levels, @Nullable CallerCursor cursor, int limit, Scope scope) {
        Instant now = cursor == null ? now() : cursor.asOf();
        Instant since = now.minus(Duration.ofDays(DAYS));
        Conditions latest = latest(filter.version(), now).from("at", since);
        if (filter.words() != null) {
            latest.require("positionCaseInsensitiveUTF8(subject, {words:String}) > 0", "words", filter.words());
        }
        String sql = "SELECT * FROM (" + LATEST
                + WholeCallers.within(latest, scope, since, null).where() + ") WHERE "
                + standing(latest, filter.level(), levels, cursor)
                + " ORDER BY score DESC, subject LIMIT {limit:UInt32}";
        latest.limit(limit + 1);
        List<Standing> rows = clickHouse.query(sql, latest.parameters(), CallerRisks::standing);
        String next = rows.size() <= limit
                ? null
                : new CallerCursor(
                                now,
                                rows.get(limit - 1).score(),
                                rows.get(limit - 1).subject())
                        .encoded();
        List<Standing> shown = seen(rows.stream().limit(limit).toList(), scope);
        return new Page<>(whole(filter.version(), shown, levels, now), next);
    }

    /**
     * One caller.
     *
     * @param from of the history, inclusive; null: {@value #DAYS} days before its end
     * @param to exclusive; null: now
     * @return empty where they were not scored, or are not in the scope whole
     */
    public Optional<CallerRiskDetail> one(
            String subject, String version, @Nullable Instant from, @Nullable Instant to, Levels levels, Scope scope) {
        Instant now = now();
        Instant end = to == null ? now.plus(AHEAD) : to;
        Instant start = from == null ? end.minus(Duration.ofDays(DAYS)) : from;
        Conditions latest = latest(version, now).equal("subject", subject);
        return clickHouse.query(LATEST + latest.where(), latest.parameters(), CallerRisks::standing).stream()
                .findFirst()
                .filter(found -> sees(subject, found.at().isBefore(start) ? found.at() : start, scope)
                        && !seen(List.of(found), scope).isEmpty())
                .flatMap(found ->
                        whole(version, List.of(found), levels, now).stream().findFirst())
                .map(caller -> {
                    CallerPast.Range range = new CallerPast.Range(subject, version, start, end);
                    return new CallerRiskDetail(caller, past.history(range), past.riskiest(range));
                });
    }

    /** A caller's score now; empty where they were not scored in the last {@value #DAYS} days, or are not in the scope whole. */
    public OptionalDouble score(String subject, Scope scope) {
        Instant now = now();
        Instant since = now.minus(Duration.ofDays(DAYS));
        Conditions latest =
                latest(ExchangeRisks.LIVE, now).equal("subject", subject).from("at", since);
        String sql = LATEST + WholeCallers.within(latest, scope, since, subject).where();
        return seen(clickHouse.query(sql, latest.parameters(), CallerRisks::standing), scope).stream()
                .mapToDouble(Standing::score)
                .findFirst();
    }

    /**
     * Whether a caller's scores are for somebody.
     *
     * @param since the oldest of them
     */
    boolean sees(String subject, Instant since, Scope scope) {
        if (scope instanceof Scope.Everything) {
            return true;
        }
        Conditions conditions = new Conditions().with("subject", subject);
        String sql = "SELECT subject FROM (SELECT {subject:String} AS subject) WHERE "
                + WholeCallers.within(conditions, scope, since, subject).where();
        return !clickHouse
                .query(sql, conditions.parameters(), row -> row.text("subject"))
                .isEmpty();
    }

    private record Standing(
            String subject,
            Instant at,
            String exchange,
            String connection,
            String session,
            long halfLife,
            double score) {}

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private static Conditions latest(String version, Instant now) {
        return new Conditions()
                .equal("version", version)
                .require(
                        "at <= " + Conditions.instant("latest"),
                        "latest",
                        now.plus(AHEAD).toEpochMilli())
                .with("now", now.toEpochMilli());
    }

    /** What the scores must be; numbers go as their bits, which are in the order of the numbers. */
    private static String standing(
            Conditions conditions, @Nullable RiskLevel level, Levels levels, @Nullable CallerCursor cursor) {
        List<String> all = new ArrayList<>(List.of("true"));
        if (level != null) {
            all.add("reinterpretAsInt64(score) >= {least:Int64} AND reinterpretAsInt64(score) < {below:Int64}");
            conditions.with("least", Double.doubleToLongBits(levels.from(level)));
            conditions.with("below", Double.doubleToLongBits(above(level, levels)));
        }
        if (cursor != null) {
            all.add("(-reinterpretAsInt64(score), subject) > (-{cursorScore:Int64}, {cursorSubject:String})");
            conditions.with("cursorScore", Double.doubleToLongBits(cursor.score()));
            conditions.with("cursorSubject", cursor.subject());
        }
        return String.join(" AND ", all);
    }

    private static double above(RiskLevel level, Levels levels) {
        return switch (level) {
            case UNKNOWN -> 0;
            case LOW -> levels.from(RiskLevel.MEDIUM);
            case MEDIUM -> levels.from(RiskLevel.HIGH);
            case HIGH -> levels.from(RiskLevel.CRITICAL);
            case CRITICAL -> MOST + 1;
        };
    }

    private static Standing standing(Row row) {
        return new Standing(
                row.text("subject"),
                row.time("at"),
                row.text("exchange"),
                row.text("connection"),
                row.text("session"),
                row.longNumber("half_life_millis"),
                row.real("score"));
    }

    /** Within a scope, those whose latest exchange is archived: of one that is not, nobody can say whose it is. */
    private List<Standing> seen(List<Standing> rows, Scope scope) {
        if (rows.isEmpty() || scope instanceof Scope.Everything) {
            return rows;
        }
        Conditions conditions =
                new Conditions().among("time", "id", places(rows)).within(scope);
        Set<String> archived = new HashSet<>(clickHouse.query(
                "SELECT id FROM exchanges WHERE " + conditions.where(),
                conditions.parameters(),
                row -> row.text("id")));
        return rows.stream().filter(row -> archived.contains(row.exchange())).toList();
    }

    private static List<Cursor> places(List<Standing> rows) {
        return rows.stream().map(row -> new Cursor(row.at(), row.exchange())).toList();
    }

    /** With their parts, of which what retention dropped has none. */
    private List<CallerRisk> whole(String version, List<Standing> rows, Levels levels, Instant now) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Conditions conditions = new Conditions().equal("version", version).among("at", "exchange", places(rows));
        String sql = PARTS + conditions.where() + " ORDER BY offset DESC LIMIT 1 BY subject, exchange";
        Map<String, List<CallerRisk.Part>> parts = new HashMap<>();
        clickHouse.query(sql, conditions.parameters(), row -> parts.put(row.text("subject"), parts(row)));
        return rows.stream()
                .map(row -> caller(row, parts.getOrDefault(row.subject(), List.of()), levels, now))
                .toList();
    }

    private static CallerRisk caller(Standing row, List<CallerRisk.Part> parts, Levels levels, Instant now) {
        double left = RiskSettings.left(1, now.toEpochMilli() - row.at().toEpochMilli(), row.halfLife());
        return new CallerRisk(
                row.subject(),
                row.score(),
                levels.of(row.score()).name(),
                row.at(),
                parts.stream()
                        .map(part -> new CallerRisk.Part(
                                part.signal(), left * part.strength(), part.weight(), left * part.points()))
                        .toList(),
                row.exchange(),
                row.session().isEmpty() ? null : row.session(),
                row.connection());
    }

    private static List<CallerRisk.Part> parts(Row row) {
        List<String> signals = row.texts("caller_signals");
        double[] strengths = row.doubles("caller_strengths");
        double[] weights = row.doubles("caller_weights");
        double[] points = row.doubles("caller_part_points");
        List<CallerRisk.Part> parts = new ArrayList<>();
        for (int i = 0; i < signals.size(); i++) {
            parts.add(new CallerRisk.Part(signals.get(i), strengths[i], weights[i], points[i]));
        }
        return parts;
    }
}
