package io.vectrail.replay.reissue;

import io.vectrail.replay.search.ExchangeLookup.RecordedVector;

/** What came of a text that an auditor had embedded. */
public sealed interface Embedded {

    /**
     * Its vector.
     *
     * @param exchange the auditor's, in which it came back
     */
    record Vector(String exchange, RecordedVector vector) implements Embedded {}

    /**
     * There is none.
     *
     * @param reason why, and what to do
     */
    record Not(String reason) implements Embedded {}
}
