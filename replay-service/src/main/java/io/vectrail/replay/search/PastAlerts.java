package io.vectrail.replay.search;

import io.vectrail.event.SchemaRegistry;
import io.vectrail.replay.alert.Alert;
import io.vectrail.replay.alert.Life;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.StoredAlerts;
import io.vectrail.replay.scope.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Alerts as they are kept, however long ago they were raised. The archive finds which may be meant; where each stands is told by the same
 * folds that the desk applies, since a record does not say whether it counted. Thread-safe.
 */
public final class PastAlerts {

    /** Alerts that one question looks at. A page may be short, and have a next one, where more of them are not meant. */
    private static final int MOST_LOOKED_AT = 1_024;

    private static final String OPEN = "OPEN";

    /** An alert that was raised by several records counts where it came first; which of these that is, the fold says. */
    private static final String RAISED = "SELECT DISTINCT alert, raised_at FROM alerts WHERE kind = 'RAISED' AND ";

    private static final String NEWEST = " ORDER BY raised_at DESC, alert DESC LIMIT {limit:UInt32}";
    private static final String HELD =
            "SELECT 1 AS one FROM cases WHERE alert = {alert:String} AND id = {id:String} LIMIT 1";

    private final ClickHouse clickHouse;
    private final StoredAlerts stored;
    private final int mostLookedAt;

    /** @param registry tells what schemas the records were written with */
    public PastAlerts(ClickHouse clickHouse, SchemaRegistry registry) {
        this(clickHouse, registry, MOST_LOOKED_AT);
    }

    PastAlerts(ClickHouse clickHouse, SchemaRegistry registry, int mostLookedAt) {
        this.clickHouse = clickHouse;
        this.stored = new StoredAlerts(clickHouse, registry);
        this.mostLookedAt = mostLookedAt;
    }

    /**
     * One page, by the time when they were raised. What webhooks were told is left out.
     *
     * @param limit 1 to {@value Page#MOST_ITEMS}
     * @throws io.vectrail.replay.archive.ArchiveException when the archive or the schema registry is away, or the question too wide
     */
    public Page<Alert> newestFirst(AlertFilter filter, Scope scope, @Nullable Cursor cursor, int limit) {
        int most = Math.min(StoredAlerts.MOST_AT_ONCE, mostLookedAt);
        List<Alert> found = new ArrayList<>();
        Cursor last = cursor;
        for (int looked = 0; looked < mostLookedAt; looked += most) {
            List<Cursor> candidates = candidates(filter, scope, last, most);
            Map<String, Life> lives =
                    stored.inList(candidates.stream().map(Cursor::id).distinct().toList());
            for (Cursor candidate : candidates) {
                Life life = lives.get(candidate.id());
                Alert alert = life == null ? null : life.alert().orElse(null);
                if (alert != null && isMeant(alert, candidate.time(), filter, scope)) {
                    if (found.size() == limit) {
                        return new Page<>(found, encoded(last));
                    }
                    found.add(alert);
                }
                last = candidate;
            }
            if (candidates.size() < most) {
                return new Page<>(found, null);
            }
        }
        return new Page<>(found, encoded(last));
    }

    private static boolean isMeant(Alert alert, Instant raisedAt, AlertFilter filter, Scope scope) {
        return alert.facts().raisedAt().equals(raisedAt)
                && filter.fits(alert)
                && Scope.includesAny(
                        scope, alert.facts().connections(), alert.facts().groups());
    }

    /** One with its whole life; empty where there is none. */
    public Optional<Alert> find(String id) {
        return stored.one(id).flatMap(Life::alert);
    }

    /** Whether a step of people is there, whether or not it counted. */
    public boolean holds(String alert, String step) {
        return !clickHouse
                .query(HELD, Map.of("alert", alert, "id", step), row -> row.number("one"))
                .isEmpty();
    }

    private List<Cursor> candidates(AlertFilter filter, Scope scope, @Nullable Cursor after, int most) {
        Conditions conditions = new Conditions()
                .like("subject", filter.subject())
                .from("raised_at", filter.from())
                .before("raised_at", filter.to())
                .below("raised_at", "alert", after);
        if (!(scope instanceof Scope.Everything)) {
            // A later step may have brought it in.
            conditions.require(
                    "alert IN (SELECT alert FROM alerts WHERE " + conditions.insideAny(scope, "scope") + ")");
        }
        if (filter.level() != null) {
            conditions.require(
                    "alert IN (SELECT alert FROM alerts WHERE level = {level:String})",
                    "level",
                    filter.level().name());
        }
        // None stands there without a record that says so; whether that counted is seen when they are read.
        String state = filter.state();
        if (state != null && !state.equals(OPEN)) {
            conditions.require("alert IN (SELECT alert FROM cases WHERE kind = {state:String})", "state", state);
        }
        if (filter.assignee() != null) {
            conditions.require(
                    "alert IN (SELECT alert FROM cases WHERE assignee = {assignee:String})",
                    "assignee",
                    filter.assignee());
        }
        conditions.limit(most);
        return clickHouse.query(
                RAISED + conditions.where() + NEWEST,
                conditions.parameters(),
                row -> new Cursor(row.time("raised_at"), row.text("alert")));
    }

    private static @Nullable String encoded(@Nullable Cursor cursor) {
        return cursor == null ? null : cursor.encoded();
    }
}
