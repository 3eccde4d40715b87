package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;

/**
 * More texts in this hour than this caller usually sends at this hour of the week. A robust z-score, see {@link UsualHour}; fully met at nine
 * deviations. Source: B. Iglewicz and D. Hoaglin, How to Detect and Handle Outliers, 1993 (the modified z-score).
 */
record Volume() implements Measure {

    @Override
    public Signal signal() {
        return Signal.VOLUME;
    }

    @Override
    public Reading read(Evidence evidence) {
        return UsualHour.compared(
                evidence.after().hours(),
                evidence.after().hours().inputs(),
                evidence.after().hours().pastInputs(),
                "texts");
    }
}
