package io.vectrail.streams.scoring;

import io.vectrail.document.risk.RiskSettings;
import java.time.Duration;

/**
 * What the edges were last told of a caller, which they let decay by themselves.
 *
 * @param points of all parts together; below 0 where nothing was told
 * @param at of that time, milliseconds since 1970
 * @param halfLifeMillis by which they decay
 */
record Told(double points, long at, long halfLifeMillis) {

    static final Told NOTHING = new Told(-1, 0, 0);

    /** Less is not worth a record. */
    private static final double LEAST = 0.5;

    private static final double MOST = 100;

    /** Whether what is true now is something else than what the edges make of it. */
    boolean outdatedBy(Told now, RiskSettings settings) {
        if (points < 0) {
            return now.points >= LEAST;
        }
        if (halfLifeMillis != now.halfLifeMillis) {
            return true;
        }
        double held = Math.min(MOST, settings.decayed(points, Duration.ofMillis(Math.max(0, now.at - at))));
        double is = Math.min(MOST, now.points);
        return Math.abs(held - is) >= LEAST || settings.level(held) != settings.level(is);
    }
}
