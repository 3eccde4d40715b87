package io.vectrail.load;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What was measured, as it is printed. */
final class Percentiles {

    private Percentiles() {}

    /** @param nanos recorded times, in ns */
    static void print(String what, Histogram nanos) {
        System.out.printf(
                Locale.ROOT,
                "%s: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms, of %d%n",
                what,
                nanos.getValueAtPercentile(50) / 1e6,
                nanos.getValueAtPercentile(90) / 1e6,
                nanos.getValueAtPercentile(99) / 1e6,
                nanos.getMaxValue() / 1e6,
                nanos.getTotalCount());
    }
}
