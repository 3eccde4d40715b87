package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists of sessions, newest first by start and id, and single ones. Thread-safe. */
public final class Sessions {

    /** FINAL: the last version of each, without those that were merged into another. */
    private static final String SELECT = """
            SELECT id, subject, connection, name, start, end, exchanges, refused, items, request_bytes, response_bytes, models
            FROM sessions FINAL WHERE \
            """;

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
    public Page<Session> newestFirst(Filter filter, @Nullable Cursor cursor, int limit) {
        Conditions conditions = new Conditions()
                .equal("subject", filter.subject())
                .equal("connection", filter.connection())
                .from("end", filter.from())
                .before("start", filter.to())
                .below("start", "id", cursor)
                .limit(limit + 1);
        String sql = SELECT + conditions.where() + " ORDER BY start DESC, id DESC LIMIT {limit:UInt32}";
        List<Session> rows = clickHouse.query(sql, conditions.parameters(), Sessions::session);
        return Page.of(rows, limit, session -> new Cursor(session.start(), session.id()));
    }

    public Optional<Session> one(String id) {
        Conditions conditions = new Conditions().equal("id", id);
        return clickHouse.query(SELECT + conditions.where(), conditions.parameters(), Sessions::session).stream()
                .findFirst();
    }

    /** The session that an exchange of this caller, connection, name and time belongs to. */
    Optional<String> idOf(String subject, String connection, @Nullable String name, Instant time) {
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
        String sql = "SELECT id FROM sessions FINAL WHERE " + conditions.where() + " ORDER BY start DESC LIMIT 1";
        return clickHouse.query(sql, conditions.parameters(), row -> row.text("id")).stream()
                .findFirst();
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
