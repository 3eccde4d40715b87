package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;
import io.vectrail.streams.profile.Hours;

/**
 * At an hour of the day at which this caller is hardly ever there. Of the days on which it did anything, those count that had something within an hour of
 * now: fully met where there is none. Nothing of callers that work around the clock or are known for less than ten days. Source: MITRE ATT&amp;CK T1078, Valid Accounts (use at odd hours).
 */
record OffHours() implements Measure {

    private static final int LEAST_HOURS = 240;
    private static final double MOST_ACTIVE = 0.6;
    private static final double HARDLY_EVER = 0.1;

    @Override
    public Signal signal() {
        return Signal.OFF_HOURS;
    }

    @Override
    public Reading read(Evidence evidence) {
        Hours hours = evidence.after().hours();
        if (hours.known() < LEAST_HOURS || hours.active() > MOST_ACTIVE) {
            return Reading.NONE;
        }
        double active = hours.activeAtThisHour();
        return Reading.of(
                1 - Reading.ramp(active, 0, HARDLY_EVER), "at this hour on %.0f %% of its days only", 100 * active);
    }
}
