package io.vectrail.streams.risk.signal;

import io.vectrail.streams.profile.Hours;
import io.vectrail.streams.profile.Log;
import io.vectrail.streams.profile.Median;

/**
 * An hour compared with what is usual at this hour of the week: how many deviations it is above the median, both in octaves, so that twice as much is
 * as far from usual as half as much. Where most of these hours were empty, or there are too few, the hours that had anything say what is usual.
 */
final class UsualHour {

    /** With less than three days nobody knows what is usual. */
    private static final int LEAST_HOURS = 72;

    /** Of the same hours of the week: two weeks. */
    private static final int LEAST_SAME = 6;

    /** Three quarters of an octave at least: an hour that is always the same may have twice as much. */
    private static final double LEAST_DEVIATION = 0.75;

    private static final double FROM = 3.5;
    private static final double TO = 9;

    private UsualHour() {}

    static Reading compared(Hours hours, double amount, byte[] past, String what) {
        if (hours.known() < LEAST_HOURS) {
            return Reading.NONE;
        }
        byte[] same = hours.sameHour(past);
        boolean seasonal = same.length >= LEAST_SAME && used(same) * 2 > same.length;
        double usual = seasonal ? Median.of(same) : Median.ofUsed(past);
        double deviation = Math.max(LEAST_DEVIATION, seasonal ? Median.deviation(same) : Median.deviationOfUsed(past));
        double above = (Log.octaves(Log.of(amount)) - usual) / deviation;
        return Reading.of(
                Reading.ramp(above, FROM, TO),
                "%.0f %s this hour, usually about %.0f: %.1f deviations above",
                amount,
                what,
                StrictMath.pow(2, usual) - 1,
                above);
    }

    private static int used(byte[] stored) {
        int used = 0;
        for (byte each : stored) {
            used += each == 0 ? 0 : 1;
        }
        return used;
    }
}
