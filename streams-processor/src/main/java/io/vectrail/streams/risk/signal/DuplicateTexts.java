package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;
import io.vectrail.streams.profile.Duplicates;

/**
 * The same texts again and again, more than this caller usually has: a loop, or somebody who asks whether the answer changes. The share of the day's texts that
 * were there before, less the usual share; from a half on, fully met at 95 %. Source of the count of different ones: P. Flajolet and others, HyperLogLog, 2007.
 */
record DuplicateTexts() implements Measure {

    private static final double FROM = 0.5;
    private static final double TO = 0.95;

    @Override
    public Signal signal() {
        return Signal.DUPLICATES;
    }

    @Override
    public Reading read(Evidence evidence) {
        Duplicates duplicates = evidence.after().duplicates();
        double share = duplicates.share();
        return Reading.of(
                Reading.ramp(share - duplicates.usual(), FROM, TO) * Reading.ramp((double) duplicates.texts(), 50, 200),
                "%.0f %% of %d texts today are the same again, usually %.0f %%",
                100 * share,
                duplicates.texts(),
                100 * duplicates.usual());
    }
}
