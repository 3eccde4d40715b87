package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;

/**
 * A large part of the calls of the last hour was refused: somebody looks for what passes. The share, as if six more had passed; from a fifth on, fully
 * met at three fifths. Source: J. Jung and others, Fast Portscan Detection Using Sequential Hypothesis Testing, 2004, which finds those who look around by what they fail at.
 */
record Refused() implements Measure {

    @Override
    public Signal signal() {
        return Signal.REFUSED;
    }

    @Override
    public Reading read(Evidence evidence) {
        if (!evidence.now().refused()) {
            return Reading.NONE;
        }
        return RefusedShare.of(
                evidence.after().outcomes().refused(), evidence.after().outcomes(), "were refused");
    }
}
