package io.vectrail.replay.search;

import java.time.Duration;
import java.time.Instant;

/** How long each part of a histogram is: what people count time by, so that a screen is not full of lines. */
final class HistogramStep {

    /** In seconds. */
    static final int LEAST = 1;

    private static final int MOST_PARTS = 90;

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private static final int[] STEPS = {
        LEAST,
        2,
        5,
        10,
        30,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        7 * DAY,
        30 * DAY,
        90 * DAY
    };

    private HistogramStep() {}

    /** In seconds: the least with which this time has at most {@value #MOST_PARTS} parts; at most 90 days. */
    static int of(Instant from, Instant to) {
        long seconds = Duration.between(from, to).toSeconds();
        for (int step : STEPS) {
            if (seconds / step < MOST_PARTS) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }
}
