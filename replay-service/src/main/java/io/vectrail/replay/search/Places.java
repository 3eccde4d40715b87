package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import io.vectrail.replay.scope.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Finds an exchange's row by its id. The table is ordered by time, and a UUIDv7 carries its own: a narrow look there finds
 * nearly every one. Only ids of another make, or of an edge whose clock jumped, are looked for everywhere.
 */
final class Places {

    private static final Duration AROUND = Duration.ofHours(1);
    private static final int VERSION_7 = 7;

    private final ClickHouse clickHouse;

    Places(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** @param scope outside of which nothing is found */
    <T> Optional<T> find(String columns, String id, Scope scope, Function<Row, T> read) {
        Optional<Instant> time = timeOf(id);
        if (time.isPresent()) {
            Conditions near = new Conditions()
                    .from("time", time.get().minus(AROUND))
                    .before("time", time.get().plus(AROUND))
                    .equal("id", id)
                    .within(scope);
            Optional<T> found = first(columns, near, read);
            if (found.isPresent()) {
                return found;
            }
        }
        return first(columns, new Conditions().equal("id", id).within(scope), read);
    }

    private <T> Optional<T> first(String columns, Conditions conditions, Function<Row, T> read) {
        String sql = "SELECT " + columns + " FROM exchanges WHERE " + conditions.where() + " LIMIT 1";
        Map<String, Object> parameters = conditions.parameters();
        List<T> rows = clickHouse.query(sql, parameters, read);
        return rows.stream().findFirst();
    }

    private static Optional<Instant> timeOf(String id) {
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.version() == VERSION_7
                    ? Optional.of(Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
