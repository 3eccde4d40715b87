package io.vectrail.streams.session;

import java.time.Duration;
import java.util.List;

/**
 * Which session an exchange belongs to. Pure: stored neighbours and an exchange in, what becomes of them out.
 *
 * <p>Two exchanges of one key are in one session when a chain of exchanges leads from one to the other without a pause
 * longer than the key's gap. That says nothing of the order of arrival, so neither does the outcome: stored sessions of a
 * key are always disjoint and more than a gap apart, and each exchange restores that.
 */
final class SessionRule {

    /** A pause of exactly this much is still within the session; a longer one ends it. */
    static final Duration PAUSE = Duration.ofMinutes(30);

    /** Ends a session that has a name, likewise. */
    static final Duration SILENCE = Duration.ofHours(24);

    private SessionRule() {}

    static Duration gap(SessionKey key) {
        return key.name() == null ? PAUSE : SILENCE;
    }

    /** Whether the exchange lies within the session or at most a gap before or after it. */
    static boolean joins(Session session, Visit visit) {
        Duration gap = gap(visit.key());
        return !visit.at().isBefore(session.start().minus(gap))
                && !visit.at().isAfter(session.end().plus(gap));
    }

    /**
     * What an exchange does.
     *
     * @param neighbours the stored sessions that it joins, latest first: none, one, or the two that it lies between
     */
    static Change decide(List<Session> neighbours, Visit visit) {
        for (Session neighbour : neighbours) {
            if (!neighbour.key().equals(visit.key()) || !joins(neighbour, visit)) {
                throw new IllegalArgumentException("the exchange does not belong to this session");
            }
        }
        return switch (neighbours.size()) {
            case 0 -> new Change.Started(Session.startedBy(visit));
            case 1 -> new Change.Extended(neighbours.get(0), neighbours.get(0).with(visit));
            case 2 -> {
                Session later = neighbours.get(0);
                Session earlier = neighbours.get(1);
                yield new Change.Merged(earlier, later, earlier.with(visit).absorbing(later));
            }
            default ->
                throw new IllegalArgumentException(
                        "sessions of one key are more than a gap apart: an exchange cannot join " + neighbours.size()
                                + " of them");
        };
    }
}
