package io.vectrail.streams.risk.signal;

import io.vectrail.streams.profile.Share;

/**
 * Which share of the latest texts or vectors is so, and how much more that is than usual: {@code (share - usual) / (1 - usual / 2)}. Divided by all that
 * usual leaves, the last few texts of a caller whose texts are nearly always so would count as everything.
 */
final class OfTheLatest {

    /** Fewer say nothing yet. */
    private static final double LEAST = 8;

    private static final double ENOUGH = 20;

    /** From so many on it is known what is usual. */
    private static final double KNOWN = 400;

    private OfTheLatest() {}

    /**
     * Nothing where none of the exchange's own texts is so: what those before it were is known of the caller already.
     *
     * @param before the share without the exchange
     * @param latest the share with it
     */
    static Reading compared(Share before, Share latest, Share usual, double from, double to, String what) {
        if (latest.ratio() < before.ratio()) {
            return Reading.NONE;
        }
        double usually = usual.all() < KNOWN ? 0 : usual.ratio();
        return Reading.of(
                Reading.ramp((latest.ratio() - usually) / (1 - usually / 2), from, to)
                        * Reading.ramp(latest.all(), LEAST, ENOUGH),
                "%.0f %% of the %s, usually %.0f %%",
                100 * latest.ratio(),
                what,
                100 * usually);
    }
}
