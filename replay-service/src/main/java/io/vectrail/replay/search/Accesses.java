package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of who did or saw what, newest first. Thread-safe. */
public final class Accesses {

    private static final String SELECT =
            "SELECT id, time, actor, address, action, object, detail_names, detail_values FROM access WHERE ";

    /** An event that was sent again, because nobody knew that Kafka had it, has its id still. */
    private static final String ORDER = " ORDER BY time DESC, id DESC LIMIT 1 BY time, id LIMIT {limit:UInt32}";

    private final ClickHouse clickHouse;

    public Accesses(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * Which accesses a list is of; null means any.
     *
     * @param object what was looked at or changed; a trailing * stands for anything
     */
    public record Filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String object,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** One access. Field names are the API's. */
    public record Access(
            String id, Instant time, String actor, String address, String action, String object, List<Detail> details) {

        public Access {
            details = List.copyOf(details);
        }
    }

    /** What else is known of it. */
    public record Detail(String name, String value) {}

    /** @param limit 1 to {@value Page#MOST_ITEMS} */
    public Page<Access> newestFirst(Filter filter, @Nullable Cursor cursor, int limit) {
        Conditions conditions = new Conditions()
                .equal("actor", filter.actor())
                .equal("action", filter.action())
                .like("object", filter.object())
                .from("time", filter.from())
                .before("time", filter.to())
                .below("time", "id", cursor)
                .limit(limit + 1);
        List<Access> rows =
                clickHouse.query(SELECT + conditions.where() + ORDER, conditions.parameters(), Accesses::access);
        return Page.of(rows, limit, access -> new Cursor(access.time(), access.id()));
    }

    private static Access access(Row row) {
        List<String> names = row.texts("detail_names");
        List<String> values = row.texts("detail_values");
        List<Detail> details = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            details.add(new Detail(names.get(i), values.get(i)));
        }
        return new Access(
                row.text("id"),
                row.time("time"),
                row.text("actor"),
                row.text("address"),
                row.text("action"),
                row.text("object"),
                details);
    }
}
