package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.scope.Sight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists of exchanges, newest first by time and id. Ids are found first; texts and bodies are not read for a list. Each call
 * is bounded in time, memory and rows. Thread-safe.
 */
public final class Exchanges {

    private static final String COLUMNS =
            "id, time, subject, connection, model, decision, outcome, status, inputs, session";

    private static final String APPROVAL = "approval_id = {approval:String}";

    /** Texts do not know which approval they were forwarded by. */
    private static final String TEXTS_OF_APPROVAL = "exchange IN (SELECT id FROM exchanges WHERE " + APPROVAL + ")";

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
        Words words = filter.words();
        if (words != null && words.none()) {
            return new Page<>(List.of(), null);
        }
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
        Words words = filter.words();
        if (words != null) {
            return found(filter, words, cursor, limit, sight.texts(), among);
        }
        Conditions conditions = ofApproval(APPROVAL, filter, conditions(filter, "id", cursor, limit));
        if (among != null) {
            among.restrict(conditions, "(time, id)");
        }
        return Page.of(list(conditions, "DESC", sight), limit, Exchanges::cursor);
    }

    /** Of those that are scored so high, some thousands at a time, which are not all meant. A page may be short, and have a next one. */
    private Page<ExchangeSummary> risky(ExchangeFilter filter, @Nullable Cursor cursor, int limit, Sight sight) {
        Scope scope = filter.words() == null ? sight.metadata() : sight.texts();
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
        Map<String, Integer> scores =
                risks.of(page.items().stream().map(Exchanges::cursor).toList());
        return new Page<>(
                page.items().stream()
                        .map(item -> item.scored(scores.get(item.id())))
                        .toList(),
                page.nextCursor());
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
            Words words,
            @Nullable Cursor cursor,
            int limit,
            Scope texts,
            ExchangeRisks.@Nullable Candidates among) {
        Conditions conditions = ofApproval(TEXTS_OF_APPROVAL, filter, conditions(filter, "exchange", cursor, limit))
                .within(texts);
        if (among != null) {
            among.restrict(conditions, "(time, exchange)");
        }
        if (!words.single().isEmpty()) {
            conditions.require(
                    "hasAllTokens(terms, splitByChar(' ', {words:String}))", "words", String.join(" ", words.single()));
        }
        for (int i = 0; i < words.phrases().size(); i++) {
            String name = "phrase" + i;
            conditions.require(
                    "hasPhrase(terms, {" + name + ":String})",
                    name,
                    words.phrases().get(i));
        }
        String sql = "SELECT exchange, time FROM inputs WHERE " + conditions.where()
                + " ORDER BY time DESC, exchange DESC LIMIT 1 BY time, exchange LIMIT {limit:UInt32}";
        List<Cursor> places = clickHouse.query(
                sql, conditions.parameters(), row -> new Cursor(row.time("time"), row.text("exchange")));
        Page<Cursor> page = Page.of(places, limit, place -> place);
        return new Page<>(load(page.items(), texts), page.nextCursor());
    }

    /** Inputs are stored before their exchange: one that is not there yet will be on a later page's first look. */
    private List<ExchangeSummary> load(List<Cursor> places, Scope texts) {
        if (places.isEmpty()) {
            return List.of();
        }
        Conditions conditions = new Conditions().among("time", "id", places).within(texts);
        String sql = "SELECT " + COLUMNS + ", preview AS shown FROM exchanges WHERE " + conditions.where();
        return clickHouse.query(sql, conditions.parameters(), Exchanges::summary).stream()
                .sorted(Comparator.comparing(ExchangeSummary::time)
                        .thenComparing(ExchangeSummary::id)
                        .reversed())
                .toList();
    }

    private static Conditions ofApproval(String condition, ExchangeFilter filter, Conditions conditions) {
        return filter.approval() == null ? conditions : conditions.require(condition, "approval", filter.approval());
    }

    private static Conditions conditions(ExchangeFilter filter, String id, @Nullable Cursor cursor, int limit) {
        return new Conditions()
                .equal("subject", filter.subject())
                .equal("connection", filter.connection())
                .like("model", filter.model())
                .equal("decision", filter.decision())
                .equal("outcome", filter.outcome())
                .from("time", filter.from())
                .before("time", filter.to())
                .below("time", id, cursor)
                .limit(limit + 1);
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
