package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;

/**
 * For days a little more than usual each day, and never enough for {@link Volume}: slow exfiltration. The deviations by which days lie above the
 * median of four weeks, working days and others apart, less half of one each day, add up (CUSUM); of the
 * sum a twentieth goes each day, and a day adds four at most. Fully met at nine. Source: E. S. Page, Continuous Inspection Schemes, 1954.
 */
record Drift() implements Measure {

    private static final double FROM = 3;
    private static final double TO = 9;

    @Override
    public Signal signal() {
        return Signal.DRIFT;
    }

    @Override
    public Reading read(Evidence evidence) {
        double excess = evidence.after().days().excess();
        return Reading.of(
                Reading.ramp(excess, FROM, TO),
                "more texts than usual day after day: %.1f deviations have come together",
                excess);
    }
}
