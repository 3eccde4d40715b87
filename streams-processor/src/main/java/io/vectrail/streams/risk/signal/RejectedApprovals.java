package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;

/** People said no to what the caller wanted to send. How often within a day; fully met at three times. Without a source: a person has judged already. */
record RejectedApprovals() implements Measure {

    private static final double TO = 3;

    @Override
    public Signal signal() {
        return Signal.REJECTED_APPROVALS;
    }

    @Override
    public Reading read(Evidence evidence) {
        if (!evidence.now().rejected()) {
            return Reading.NONE;
        }
        double rejected = evidence.after().outcomes().rejected().value();
        return Reading.of(Reading.ramp(rejected, 0, TO), "%.1f requests were rejected by people", rejected);
    }
}
