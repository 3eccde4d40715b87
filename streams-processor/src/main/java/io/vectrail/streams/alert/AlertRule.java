package io.vectrail.streams.alert;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.event.RiskLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When a score is an alert. A caller has one alert at a time: it is raised where the score reaches the document's level, escalates to each higher level once, and
 * subsides where the score has fallen {@link #BELOW} points under that level, or half of it where that is less; a score that swings around the level raises one.
 *
 * <pre>
 *        score ≥ level                 higher level
 * none ────────────────► raised ──────────────────────► escalated
 *   ▲                      │                                │
 *   └── score far below the level, seen with the next exchange ┘
 * </pre>
 */
public final class AlertRule {

    /** How far below the level of alerts a score must have been for another alert. */
    static final double BELOW = 15;

    private AlertRule() {}

    /**
     * What an exchange does to its caller's alert, in this order: it may subside for what went before, and be raised anew.
     *
     * @param open the caller's alert; null where there is none
     * @param before the caller's score just before the exchange
     * @param after the caller's score with it
     * @param at when the exchange arrived, milliseconds since 1970
     * @param id of another alert
     */
    public static List<Step> decide(
            @Nullable OpenAlert open,
            double before,
            double after,
            long at,
            RiskSettings settings,
            Supplier<String> id) {
        double from = settings.levels().from(settings.alerts().from());
        RiskLevel level = settings.level(after);
        List<Step> steps = new ArrayList<>();
        OpenAlert standing = open;
        // Under a level that begins low there are not so many points.
        if (standing != null && Math.min(before, after) < from - Math.min(BELOW, from / 2)) {
            steps.add(new Step.Subsided(standing));
            standing = null;
        }
        if (standing == null && after >= from) {
            steps.add(new Step.Raised(new OpenAlert(id.get(), level, at)));
        } else if (standing != null && level.compareTo(standing.level()) > 0 && after >= from) {
            steps.add(new Step.Escalated(new OpenAlert(standing.id(), level, standing.raisedAt())));
        }
        return steps;
    }

    /** The caller's alert after these steps. */
    public static @Nullable OpenAlert after(@Nullable OpenAlert open, List<Step> steps) {
        OpenAlert standing = open;
        for (Step step : steps) {
            standing = switch (step) {
                case Step.Raised raised -> raised.alert();
                case Step.Escalated escalated -> escalated.alert();
                case Step.Subsided _ -> null;
            };
        }
        return standing;
    }
}
