package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;

/**
 * Many more calls a minute than ever on the days before. The rate of the last half minute against twice the caller's own peak, which halves each week, or
 * against 60 a minute where that is more; fully met at eight times as much. Source: OWASP API Security Top 10, 2023, API4; the own peak as the measure is ours.
 */
record Burst() implements Measure {

    private static final double LEAST_PER_MINUTE = 60;
    private static final double OCTAVES = 3;

    @Override
    public Signal signal() {
        return Signal.BURST;
    }

    @Override
    public Reading read(Evidence evidence) {
        double rate = evidence.after().pace().perMinute();
        double allowed = Math.max(LEAST_PER_MINUTE, 2 * evidence.after().pace().usualPeak());
        double octaves = StrictMath.log(rate / allowed) / StrictMath.log(2);
        return Reading.of(
                Reading.ramp(octaves, 0, OCTAVES),
                "%.0f calls a minute; up to %.0f would be nothing new",
                rate,
                allowed);
    }
}
