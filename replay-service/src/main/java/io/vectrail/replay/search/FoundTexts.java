package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import io.vectrail.replay.archive.ShownExchange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of texts that fit, newest first. Most have one text that does, so rows are taken as they come; only where several were of one
 * exchange is the server asked to tell them apart, which reads all that fit before it answers.
 */
final class FoundTexts {

    private static final String ROWS = "SELECT exchange, time, shown FROM inputs WHERE ";
    private static final String NEWEST = " ORDER BY time DESC, exchange DESC";
    private static final String EACH_ONCE = " LIMIT 1 BY time, exchange";
    private static final String LIMIT = " LIMIT {limit:UInt32}";

    private final ClickHouse clickHouse;
    private final Conditions conditions;
    private final int limit;

    /** @param limit of a page */
    FoundTexts(ClickHouse clickHouse, Conditions conditions, int limit) {
        this.clickHouse = clickHouse;
        this.conditions = conditions;
        this.limit = limit;
    }

    /** @param item null where the text was stored before it said what a list shows */
    private record Found(Cursor place, @Nullable ExchangeSummary item) {}

    /** @param load what those are whose texts do not say */
    Page<ExchangeSummary> page(Function<List<Cursor>, List<ExchangeSummary>> load) {
        int wanted = limit + 1;
        List<Found> rows = ask("", wanted);
        List<Found> found = distinct(rows);
        if (rows.size() == wanted && found.size() < wanted) {
            conditions.behind("time", "exchange", rows.getLast().place());
            found = new ArrayList<>(found);
            found.addAll(ask(EACH_ONCE, wanted - found.size()));
        }
        Page<Found> page = Page.of(found, limit, Found::place);
        return new Page<>(items(page.items(), load), page.nextCursor());
    }

    private List<Found> ask(String once, int most) {
        conditions.limit(most);
        String sql = ROWS + conditions.where() + NEWEST + once + LIMIT;
        return clickHouse.query(sql, conditions.parameters(), FoundTexts::found);
    }

    private static List<Found> distinct(List<Found> rows) {
        Set<Cursor> seen = new LinkedHashSet<>();
        return rows.stream().filter(row -> seen.add(row.place())).toList();
    }

    private static List<ExchangeSummary> items(List<Found> found, Function<List<Cursor>, List<ExchangeSummary>> load) {
        List<Cursor> silent = found.stream()
                .filter(row -> row.item() == null)
                .map(Found::place)
                .toList();
        Map<String, ExchangeSummary> items = new HashMap<>();
        if (!silent.isEmpty()) {
            load.apply(silent).forEach(item -> items.put(item.id(), item));
        }
        for (Found row : found) {
            if (row.item() != null) {
                items.put(row.item().id(), row.item());
            }
        }
        return items.values().stream()
                .sorted(Comparator.comparing(ExchangeSummary::time)
                        .thenComparing(ExchangeSummary::id)
                        .reversed())
                .toList();
    }

    private static Found found(Row row) {
        Cursor place = new Cursor(row.time("time"), row.text("exchange"));
        String shown = row.text("shown");
        return new Found(place, shown.isEmpty() ? null : item(place, ShownExchange.read(shown)));
    }

    private static ExchangeSummary item(Cursor place, ShownExchange shown) {
        return new ExchangeSummary(
                place.id(),
                place.time(),
                shown.subject(),
                shown.connection(),
                shown.model(),
                shown.decision().toLowerCase(Locale.ROOT),
                shown.outcome(),
                shown.status(),
                shown.inputs(),
                null,
                shown.preview(),
                shown.session());
    }
}
