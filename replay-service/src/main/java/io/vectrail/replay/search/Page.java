package io.vectrail.replay.search;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items at most as many as were asked for
 * @param nextCursor where the next page starts; null when there is none
 * @param <T> what the list is of
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** Most items of a page. */
    public static final int MOST_ITEMS = 500;

    public Page {
        items = List.copyOf(items);
    }

    /** Of rows that were asked for with one more than the limit, which only says that there is more. */
    static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()).encoded());
    }
}
