package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import io.vectrail.replay.scope.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lists of sessions, newest first by start and id, and single ones. A session lies in a scope when its connection does, or when each
 * of its exchanges does: it says how many they are and of which models, which is nothing for whoever may not see them all.
 * Thread-safe.
 */
public final class Sessions {

    /** FINAL: the last version of each, without those that were merged into another. */
    private static final String SELECT = """
            SELECT id, subject, connection, name, start, end, exchanges, refused, items, request_bytes, response_bytes, models
            FROM sessions FINAL WHERE \
            """;

    private static final String SCORES =
            "SELECT session, subject, argMax(session_score, (at, offset)) AS score FROM risk WHERE ";

    private final ClickHouse clickHouse;

    public Sessions(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** Which sessions a list is of; null means any. Of a time range, those that have a part in it. */
    public record Filter(
            @Nullable String subject,
            @Nullable String connection,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** @param limit 1 to {@value Page#MOST_ITEMS} */
    public Page<Session> newestFirst(Filter filter, @Nullable Cursor cursor, int limit, Scope scope) {
        Conditions conditions = new Conditions()
                .equal("subject", filter.subject())
                .equal("connection", filter.connection())
                .from("end", filter.from())
                .before("start", filter.to())
                .below("start", "id", cursor)
                .limit(limit + 1);
        String sql = SELECT + within(scope, conditions).where() + " ORDER BY start DESC, id DESC LIMIT {limit:UInt32}";
        List<Session> rows = clickHouse.query(sql, conditions.parameters(), Sessions::session);
        Page<Session> page = Page.of(rows, limit, session -> new Cursor(session.start(), session.id()));
        return new Page<>(scored(page.items()), page.nextCursor());
    }

    public Optional<Session> one(String id, Scope scope) {
        Conditions conditions = within(scope, new Conditions().equal("id", id));
        return scored(clickHouse.query(SELECT + conditions.where(), conditions.parameters(), Sessions::session))
                .stream()
                .findFirst();
    }

    /** A score under the id of a session that was merged into another is nobody's: the other's next one says what both come to. */
    private List<Session> scored(List<Session> sessions) {
        if (sessions.isEmpty()) {
            return sessions;
        }
        Instant first =
                sessions.stream().map(Session::start).min(Instant::compareTo).orElseThrow();
        Instant last =
                sessions.stream().map(Session::end).max(Instant::compareTo).orElseThrow();
        Conditions conditions = new Conditions()
                .equal("version", ExchangeRisks.LIVE)
                .from("at", first)
                .require("at <= " + Conditions.instant("last"), "last", last.toEpochMilli());
        String sql = SCORES + conditions.where()
                + " AND subject IN "
                + conditions.texts(
                        "subjects", sessions.stream().map(Session::subject).collect(Collectors.toSet()))
                + " AND session IN "
                + conditions.texts(
                        "sessions", sessions.stream().map(Session::id).collect(Collectors.toSet()))
                + " GROUP BY session, subject";
        record Key(String session, String subject) {}
        Map<Key, Integer> scores = clickHouse
                .query(
                        sql,
                        conditions.parameters(),
                        row -> Map.entry(
                                new Key(row.text("session"), row.text("subject")),
                                ExchangeRisks.rounded(row.real("score"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return sessions.stream()
                .map(session -> session.scored(scores.get(new Key(session.id(), session.subject()))))
                .toList();
    }

    /** The session that an exchange of this caller, connection, name and time belongs to. */
    Optional<String> idOf(String subject, String connection, @Nullable String name, Instant time, Scope scope) {
        Conditions conditions = new Conditions()
                .equal("subject", subject)
                .equal("connection", connection)
                .require("start <= " + Conditions.instant("time"), "time", time.toEpochMilli())
                .require("end >= " + Conditions.instant("time"));
        if (name == null) {
            conditions.require("name IS NULL");
        } else {
            conditions.equal("name", name);
        }
        String sql = "SELECT id FROM sessions FINAL WHERE "
                + within(scope, conditions).where() + " ORDER BY start DESC LIMIT 1";
        return clickHouse.query(sql, conditions.parameters(), row -> row.text("id")).stream()
                .findFirst();
    }

    /** Those of these sessions that lie in a scope. */
    private static Conditions within(Scope scope, Conditions conditions) {
        return switch (scope) {
            case Scope.Everything everything -> conditions;
            case Scope.Nothing nothing -> conditions.require("false");
            case Scope.Only(Set<String> connections, Set<String> groups) -> {
                String these = conditions.where();
                List<String> ways = new ArrayList<>();
                if (!connections.isEmpty()) {
                    ways.add("connection IN " + conditions.texts("scopeConnections", connections));
                }
                if (!groups.isEmpty()) {
                    ways.add(allOf(these, conditions.texts("scopeGroups", groups)));
                }
                yield conditions.require("(" + String.join(" OR ", ways) + ")");
            }
        };
    }

    /**
     * Whether each exchange of one of these sessions is of one of these groups: as many as it counts are archived, and all of them are.
     * One of which an exchange is still on its way is not shown, or it would tell of an exchange that may be another group's. The
     * exchanges are taken quarter of an hour by quarter of an hour: sessions of one key are more than half an hour apart, so that those
     * of one caller, name and quarter are all of one session, the last that begins before them. Where one is not, after the streams
     * processor forgot a session that lasts for a month, counts differ.
     */
    private static String allOf(String these, String groups) {
        return """
                id IN (SELECT session FROM
                    (SELECT subject, connection, ifNull(session, '') AS key, groups, min(time) AS first, count() AS some
                        FROM exchanges
                        WHERE time >= (SELECT min(start) FROM sessions FINAL WHERE %1$s)
                            AND time <= (SELECT max(end) FROM sessions FINAL WHERE %1$s)
                            AND subject IN (SELECT subject FROM sessions FINAL WHERE %1$s)
                        GROUP BY subject, connection, key, groups, toStartOfFifteenMinutes(time)) AS calls
                    ASOF INNER JOIN
                    (SELECT id AS session, subject, connection, ifNull(name, '') AS key, start, end, exchanges AS counted
                        FROM sessions FINAL WHERE %1$s) AS those
                    ON calls.subject = those.subject AND calls.connection = those.connection AND calls.key = those.key
                        AND calls.first >= those.start
                    WHERE first <= end GROUP BY session
                    HAVING min(hasAny(groups, %2$s)) AND sum(some) = any(counted))
                """.formatted(these, groups);
    }

    private static Session session(Row row) {
        return new Session(
                row.text("id"),
                row.text("subject"),
                row.text("connection"),
                row.optionalText("name"),
                row.time("start"),
                row.time("end"),
                row.longNumber("exchanges"),
                row.longNumber("refused"),
                row.longNumber("items"),
                row.longNumber("request_bytes"),
                row.longNumber("response_bytes"),
                row.texts("models"),
                null);
    }
}
