package io.vectrail.replay.search;

import io.vectrail.replay.scope.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conditions of one question. Their texts are constants of this package; what callers say goes in as parameters. */
final class Conditions {

    private final List<String> conditions = new ArrayList<>(List.of("true"));
    private final Map<String, Object> parameters = new HashMap<>();

    Conditions require(String condition) {
        conditions.add(condition);
        return this;
    }

    Conditions require(String condition, String name, Object value) {
        parameters.put(name, value);
        return require(condition);
    }

    /** A parameter that stands elsewhere in the question. */
    Conditions with(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    Conditions equal(String column, @Nullable String value) {
        return value == null ? this : require(column + " = {" + column + ":String}", column, value);
    }

    /** A trailing * stands for anything. */
    Conditions like(String column, @Nullable String value) {
        if (value != null && value.endsWith("*")) {
            return require(
                    "startsWith(" + column + ", {" + column + ":String})",
                    column,
                    value.substring(0, value.length() - 1));
        }
        return equal(column, value);
    }

    Conditions from(String column, @Nullable Instant from) {
        return from == null ? this : require(column + " >= " + instant("from"), "from", from.toEpochMilli());
    }

    Conditions before(String column, @Nullable Instant to) {
        return to == null ? this : require(column + " < " + instant("to"), "to", to.toEpochMilli());
    }

    /** Rows before the cursor in a list whose newest is first. */
    Conditions below(String time, String id, @Nullable Cursor cursor) {
        return beyond("<", time, id, cursor, "cursor");
    }

    /** Rows after the cursor in a list whose oldest is first. */
    Conditions above(String time, String id, @Nullable Cursor cursor) {
        return beyond(">", time, id, cursor, "cursor");
    }

    /** Rows before a row that was read, besides the cursor that others may have in this question. */
    Conditions behind(String time, String id, Cursor last) {
        return beyond("<", time, id, last, "last");
    }

    private Conditions beyond(String sign, String time, String id, @Nullable Cursor cursor, String name) {
        if (cursor == null) {
            return this;
        }
        parameters.put(name + "Time", cursor.time().toEpochMilli());
        parameters.put(name + "Id", cursor.id());
        // The first half alone lets the primary key skip what is not on this page.
        return require(time + " " + sign + "= " + instant(name + "Time"))
                .require("(" + time + ", " + id + ") " + sign + " (" + instant(name + "Time") + ", {" + name
                        + "Id:String})");
    }

    /** Rows of these times and ids. */
    Conditions among(String time, String id, Collection<Cursor> places) {
        List<String> times = places.stream()
                .map(place -> place.time().toString().replace('T', ' ').replace("Z", ""))
                .toList();
        return require(time + " IN {times:Array(DateTime64(3, 'UTC'))}", "times", times)
                .require(
                        id + " IN {ids:Array(String)}",
                        "ids",
                        places.stream().map(Cursor::id).toList());
    }

    /**
     * Rows whose place is among those of another question.
     *
     * @param columns of the rows' time and id
     * @param select what tells times and ids there, up to its conditions
     * @param those its conditions; of a parameter that both have the value is the same
     * @param rest what stands behind them
     */
    Conditions in(String columns, String select, Conditions those, String rest) {
        parameters.putAll(those.parameters);
        return require(columns + " IN (" + select + those.where() + rest + ")");
    }

    /** Rows of a table that has the columns {@code connection} and {@code groups}, as far as they lie in this. */
    Conditions within(Scope scope) {
        return require(inside(scope, "scope"));
    }

    /** Whether a row lies in this, as an expression. */
    String inside(Scope scope, String name) {
        return inside(scope, name, "connection IN ", "");
    }

    /** The same of a row that has several {@code connections}: whether one of them does. */
    String insideAny(Scope scope, String name) {
        return inside(scope, name, "hasAny(connections, ", ")");
    }

    /** @param name what its parameters begin with */
    private String inside(Scope scope, String name, String before, String behind) {
        return switch (scope) {
            case Scope.Everything everything -> "true";
            case Scope.Nothing nothing -> "false";
            case Scope.Only(Set<String> connections, Set<String> groups) -> {
                List<String> ways = new ArrayList<>();
                if (!connections.isEmpty()) {
                    ways.add(before + texts(name + "Connections", connections) + behind);
                }
                if (!groups.isEmpty()) {
                    ways.add("hasAny(groups, " + texts(name + "Groups", groups) + ")");
                }
                yield "(" + String.join(" OR ", ways) + ")";
            }
        };
    }

    /** A parameter of several texts, as it stands in an expression. */
    String texts(String name, Set<String> values) {
        parameters.put(name, values);
        return "{" + name + ":Array(String)}";
    }

    Conditions limit(int rows) {
        parameters.put("limit", rows);
        return this;
    }

    String where() {
        return String.join(" AND ", conditions);
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    static String instant(String parameter) {
        return "fromUnixTimestamp64Milli({" + parameter + ":Int64}, 'UTC')";
    }
}
