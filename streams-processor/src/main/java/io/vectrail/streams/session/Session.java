package io.vectrail.streams.session;

import java.time.Instant;

/**
 * What one caller did on one connection without a long pause, as far as it has been seen.
 *
 * @param id stays when the session grows; of two that merge, the earlier one's stays
 * @param key whose it is, and where
 * @param start arrival of its earliest exchange
 * @param end arrival of its latest exchange, not before {@code start}
 * @param tally what it counts
 */
record Session(String id, SessionKey key, Instant start, Instant end, Tally tally) {

    Session {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a session has no id");
        }
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("a session ends before it starts");
        }
    }

    static Session startedBy(Visit visit) {
        return new Session(SessionId.of(visit), visit.key(), visit.at(), visit.at(), visit.tally());
    }

    Session with(Visit visit) {
        return new Session(id, key, earlier(start, visit.at()), later(end, visit.at()), tally.plus(visit.tally()));
    }

    /** This one and a later one as one. */
    Session absorbing(Session other) {
        return new Session(id, key, earlier(start, other.start), later(end, other.end), tally.plus(other.tally));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
