package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.scope.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lists of exchanges, newest first by time and id. Ids are found first; texts and bodies are not read for a list. Each call
 * is bounded in time, memory and rows. Thread-safe.
 */
public final class Exchanges {

    private static final String COLUMNS =
            "id, time, subject, connection, model, decision, outcome, status, inputs, session";

    /** What auditors sent again is no example of anything: what changed since would be compared with itself. */
    private static final String OF_CALLERS = "NOT startsWith(subject, 'key:reissue/')";

    /** That are looked through for one that has a text, and no token ids or the like. */
    private static final int FORMS = 20;

    private final ClickHouse clickHouse;
    private final ExchangeRisks risks;

    public Exchanges(ClickHouse clickHouse) {
        this(clickHouse, new ExchangeRisks(clickHouse));
    }

    Exchanges(ClickHouse clickHouse, ExchangeRisks risks) {
        this.clickHouse = clickHouse;
        this.risks = risks;
    }

    /**
     * One page.
     *
     * @param limit 1 to {@value Page#MOST_ITEMS}
     * @param sight whose rows are answered, and of which of them the previews; a search for words is in texts alone
     * @throws io.vectrail.replay.archive.ArchiveException when the archive is away, or the question too wide for its bounds
     */
    public Page<ExchangeSummary> newestFirst(ExchangeFilter filter, @Nullable Cursor cursor, int limit, Sight sight) {
        return scored(
                filter.minRisk() == null
                        ? page(filter, cursor, limit, sight, null)
                        : risky(filter, cursor, limit, sight));
    }

    /** @param among the scored that it is looked for among; null: all, scored or not */
    private Page<ExchangeSummary> page(
            ExchangeFilter filter,
            @Nullable Cursor cursor,
            int limit,
            Sight sight,
            ExchangeRisks.@Nullable Candidates among) {
        if (filter.text() != null) {
            return found(filter, cursor, limit, sight.texts(), among);
        }
        Conditions conditions = ExchangeConditions.ofExchanges(filter)
                .below("time", "id", cursor)
                .limit(limit + 1);
        if (among != null) {
            among.restrict(conditions, "(time, id)");
        }
        return Page.of(list(conditions, "DESC", sight), limit, Exchanges::cursor);
    }

    /** Of those that are scored so high, some thousands at a time, which are not all meant. A page may be short, and have a next one. */
    private Page<ExchangeSummary> risky(ExchangeFilter filter, @Nullable Cursor cursor, int limit, Sight sight) {
        Scope scope = filter.text() == null ? sight.metadata() : sight.texts();
        List<ExchangeSummary> found = new ArrayList<>();
        Cursor from = cursor;
        for (int looked = 0; looked < risks.mostLooks(); looked++) {
            ExchangeRisks.Candidates candidates = risks.candidates(filter, from, scope);
            Page<ExchangeSummary> page = page(filter, from, limit - found.size(), sight, candidates);
            found.addAll(page.items());
            if (page.nextCursor() != null) {
                return new Page<>(found, page.nextCursor());
            }
            from = risks.last(candidates).orElse(null);
            if (from == null || found.size() == limit) {
                break;
            }
        }
        return new Page<>(found, from == null ? null : from.encoded());
    }

    private Page<ExchangeSummary> scored(Page<ExchangeSummary> page) {
        return new Page<>(scored(page.items()), page.nextCursor());
    }

    private List<ExchangeSummary> scored(List<ExchangeSummary> items) {
        Map<String, Integer> scores =
                risks.of(items.stream().map(Exchanges::cursor).toList());
        return items.stream().map(item -> item.scored(scores.get(item.id()))).toList();
    }

    /** Those of these times and ids whose texts may be read, by id. */
    Map<String, ExchangeSummary> at(List<Cursor> places, Scope texts) {
        return places.isEmpty()
                ? Map.of()
                : scored(load(places, texts)).stream()
                        .collect(Collectors.toMap(ExchangeSummary::id, Function.identity()));
    }

    /**
     * Some of those of callers that were answered, the same whenever it is asked for the same.
     *
     * @param size how many at most
     * @param texts whose are meant
     * @return their ids
     */
    public List<String> sample(ExchangeFilter filter, int size, Scope texts) {
        Conditions conditions = ExportedRows.conditions(ExportedRows.Of.EXCHANGES, filter, texts)
                .require("outcome = 'COMPLETED' AND request_parts > 0 AND " + OF_CALLERS)
                .limit(size);
        return clickHouse.query(
                "SELECT id FROM exchanges WHERE " + conditions.where()
                        + " ORDER BY cityHash64(id) LIMIT {limit:UInt32}",
                conditions.parameters(),
                row -> row.text("id"));
    }

    /**
     * The latest that may show how callers ask for one text's vector.
     *
     * @param texts whose may be taken
     */
    public List<String> forms(String connection, String model, Scope texts) {
        Conditions conditions = new Conditions()
                .equal("connection", connection)
                .equal("model", model)
                .within(texts)
                .require(
                        "outcome = 'COMPLETED' AND inputs = 1 AND request_parts > 0 AND request_state = 'VERBATIM' AND "
                                + OF_CALLERS);
        return clickHouse.query(
                "SELECT id FROM exchanges WHERE " + conditions.where() + " ORDER BY time DESC, id DESC LIMIT " + FORMS,
                conditions.parameters(),
                row -> row.text("id"));
    }

    /** What a session's exchanges have in common, oldest first. */
    public Page<ExchangeSummary> of(Session session, @Nullable Cursor cursor, int limit, Sight sight) {
        Conditions conditions = new Conditions()
                .equal("subject", session.subject())
                .equal("connection", session.connection())
                .from("time", session.start())
                .require(
                        "time <= " + Conditions.instant("end"),
                        "end",
                        session.end().toEpochMilli())
                .above("time", "id", cursor)
                .limit(limit + 1);
        if (session.name() == null) {
            conditions.require("session IS NULL");
        } else {
            conditions.equal("session", session.name());
        }
        return scored(Page.of(list(conditions, "ASC", sight), limit, Exchanges::cursor));
    }

    private Page<ExchangeSummary> found(
            ExchangeFilter filter,
            @Nullable Cursor cursor,
            int limit,
            Scope texts,
            ExchangeRisks.@Nullable Candidates among) {
        Conditions conditions = ExchangeConditions.ofTexts(filter)
                .below("time", "exchange", cursor)
                .within(texts);
        if (among != null) {
            among.restrict(conditions, "(time, exchange)");
        }
        return new FoundTexts(clickHouse, conditions, limit).page(places -> load(places, texts));
    }

    /** Of exchanges whose texts do not say what a list shows. */
    private List<ExchangeSummary> load(List<Cursor> places, Scope texts) {
        Conditions conditions = new Conditions().among("time", "id", places).within(texts);
        String sql = "SELECT " + COLUMNS + ", preview AS shown FROM exchanges WHERE " + conditions.where();
        return clickHouse.query(sql, conditions.parameters(), Exchanges::summary);
    }

    private List<ExchangeSummary> list(Conditions conditions, String direction, Sight sight) {
        String shown = shown(conditions, sight.texts());
        String sql = "SELECT " + COLUMNS + ", " + shown + " AS shown FROM exchanges WHERE "
                + conditions.within(sight.metadata()).where() + " ORDER BY time " + direction + ", id " + direction
                + " LIMIT {limit:UInt32}";
        return clickHouse.query(sql, conditions.parameters(), Exchanges::summary);
    }

    /** The preview of rows whose texts may be read; where none may, not even the column is. */
    private static String shown(Conditions conditions, Scope texts) {
        return switch (texts) {
            case Scope.Everything everything -> "preview";
            case Scope.Nothing nothing -> "CAST(NULL, 'Nullable(String)')";
            case Scope.Only only -> "if(" + conditions.inside(only, "texts") + ", preview, NULL)";
        };
    }

    private static ExchangeSummary summary(Row row) {
        return new ExchangeSummary(
                row.text("id"),
                row.time("time"),
                row.text("subject"),
                row.text("connection"),
                row.text("model"),
                row.text("decision").toLowerCase(Locale.ROOT),
                row.text("outcome"),
                row.number("status"),
                row.number("inputs"),
                null,
                row.optionalText("shown"),
                row.optionalText("session"));
    }

    private static Cursor cursor(ExchangeSummary summary) {
        return new Cursor(summary.time(), summary.id());
    }
}
