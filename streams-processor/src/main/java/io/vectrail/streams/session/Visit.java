package io.vectrail.streams.session;

import java.time.Instant;

/**
 * One exchange, as far as sessions are concerned.
 *
 * @param exchange the exchange's id
 * @param key where it belongs
 * @param at when the request's head had arrived at the edge, 1970 to 9999
 * @param tally what it adds to its session
 */
record Visit(String exchange, SessionKey key, Instant at, Tally tally) {

    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    Visit {
        if (exchange.isEmpty()) {
            throw new IllegalArgumentException("the exchange has no id");
        }
        if (at.isBefore(Instant.EPOCH) || at.isAfter(END_OF_TIME)) {
            throw new IllegalArgumentException("receivedAt is not between the years 1970 and 9999");
        }
    }
}
