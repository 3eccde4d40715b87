package io.vectrail.replay.web;

import io.vectrail.replay.alert.Alert;
import io.vectrail.replay.archive.ArchiveException;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.search.AlertFilter;
import io.vectrail.replay.search.Cursor;
import io.vectrail.replay.search.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists of alerts, the newest first: those in memory as they are now, and all others as the archive has them. */
final class AlertList {

    private static final Comparator<Alert> NEWEST_FIRST = Comparator.<Alert, Instant>comparing(
                    alert -> alert.facts().raisedAt())
            .thenComparing(Alert::id)
            .reversed();

    private final Alerts alerts;

    AlertList(Alerts alerts) {
        this.alerts = alerts;
    }

    /**
     * One page.
     *
     * @throws ArchiveException when the archive is away and memory was not read yet, or the question is too wide
     */
    AlertAnswers.Page<Alert> page(Call call, AlertFilter filter, Scope scope, @Nullable Cursor cursor, int limit) {
        // Before the archive is asked: what leaves memory meanwhile is in the archive.
        Map<String, Alert> memory = new HashMap<>();
        alerts.desk().all().forEach(alert -> memory.put(alert.id(), alert));
        List<Alert> meant = memory.values().stream()
                .filter(alert -> filter.fits(alert) && AlertSight.within(scope, alert))
                .filter(alert -> cursor == null || isBehind(alert, cursor))
                .sorted(NEWEST_FIRST)
                .limit(limit + 1L)
                .toList();
        try {
            Page<Alert> past =
                    call.within(Route.Cost.QUERY, () -> alerts.past().newestFirst(filter, scope, cursor, limit));
            return merged(meant, past, memory, limit);
        } catch (ArchiveException e) {
            if (e.kind() != ArchiveException.Kind.AWAY || !alerts.desk().known()) {
                throw e;
            }
            return cut(meant, limit, null, false);
        }
    }

    private static AlertAnswers.Page<Alert> merged(
            List<Alert> meant, Page<Alert> past, Map<String, Alert> memory, int limit) {
        List<Alert> all = new ArrayList<>(meant);
        past.items().stream().filter(alert -> !memory.containsKey(alert.id())).forEach(all::add);
        all.sort(NEWEST_FIRST);
        Cursor end = past.nextCursor() == null
                ? null
                : Cursor.decode(past.nextCursor()).orElseThrow();
        if (end != null) {
            // Behind it the archive may have others that come before these.
            all.removeIf(alert -> isBehind(alert, end));
        }
        return cut(all, limit, past.nextCursor(), true);
    }

    private static AlertAnswers.Page<Alert> cut(List<Alert> all, int limit, @Nullable String next, boolean complete) {
        if (all.size() <= limit) {
            return new AlertAnswers.Page<>(all, next, complete);
        }
        List<Alert> items = all.subList(0, limit);
        Alert last = items.getLast();
        return new AlertAnswers.Page<>(items, new Cursor(last.facts().raisedAt(), last.id()).encoded(), complete);
    }

    private static boolean isBehind(Alert alert, Cursor cursor) {
        int time = alert.facts().raisedAt().compareTo(cursor.time());
        return time < 0 || (time == 0 && alert.id().compareTo(cursor.id()) < 0);
    }
}
