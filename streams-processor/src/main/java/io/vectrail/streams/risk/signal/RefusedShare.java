package io.vectrail.streams.risk.signal;

import io.vectrail.streams.profile.Decayed;
import io.vectrail.streams.profile.Outcomes;

/** Which share of the calls of the last hour had some bad end. */
final class RefusedShare {

    /** As if so many more had passed: the first refusal is nothing yet. */
    private static final double PASSED = 6;

    private static final double FROM = 0.2;
    private static final double TO = 0.6;

    private RefusedShare() {}

    static Reading of(Decayed refused, Outcomes outcomes, String what) {
        double share = refused.value() / (outcomes.all().value() + PASSED);
        return Reading.of(
                Reading.ramp(share, FROM, TO),
                "of %.0f calls of the last hour %.0f %s",
                outcomes.all().value(),
                refused.value(),
                what);
    }
}
