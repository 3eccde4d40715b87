package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;

/**
 * More bytes of vectors in this hour than this caller usually gets at this hour of the week. A robust z-score as for {@link Volume}: longer vectors, or
 * more of them for each text, show here alone. Source: B. Iglewicz and D. Hoaglin, How to Detect and Handle Outliers, 1993.
 */
record VectorBytes() implements Measure {

    @Override
    public Signal signal() {
        return Signal.VECTOR_BYTES;
    }

    @Override
    public Reading read(Evidence evidence) {
        return UsualHour.compared(
                evidence.after().hours(),
                evidence.after().hours().bytes(),
                evidence.after().hours().pastBytes(),
                "vector bytes");
    }
}
