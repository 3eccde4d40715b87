package io.vectrail.edge.recorder.shipper;

import java.time.Instant;

/** What one journal entry or more make ready to be sent, in the journal's order. */
sealed interface Prepared extends Parcel permits PreparedExchange, PreparedRequest {

    /** The exchange's id. */
    String exchange();

    /** When what it tells of was so. */
    Instant endedAt();

    /** Where the edge stands once it is sent. */
    Place after();

    /** About how much memory it takes. */
    long bytes();

    /** The place in the chain of the exchange that it is, or that stands last before it. */
    @Override
    default long sequence() {
        return after().chain().sequence();
    }

    @Override
    default String epoch() {
        return after().chain().epoch();
    }
}
