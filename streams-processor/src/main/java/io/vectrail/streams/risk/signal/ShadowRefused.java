package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;

/** A large part of the calls of the last hour would have been refused by a rule in shadow. The share and its source as for {@link Refused}. */
record ShadowRefused() implements Measure {

    @Override
    public Signal signal() {
        return Signal.SHADOW_REFUSED;
    }

    @Override
    public Reading read(Evidence evidence) {
        if (!evidence.now().shadowRefused()) {
            return Reading.NONE;
        }
        return RefusedShare.of(
                evidence.after().outcomes().shadowRefused(),
                evidence.after().outcomes(),
                "would have been refused by a rule in shadow");
    }
}
