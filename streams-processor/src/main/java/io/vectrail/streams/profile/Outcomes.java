package io.vectrail.streams.profile;

/**
 * What became of a caller's exchanges.
 *
 * @param all how many, of which half are left after an hour
 * @param refused how many of them were refused
 * @param shadowRefused how many a rule in shadow would have refused
 * @param rejected requests to which people said no, of which half are left after a day
 */
public record Outcomes(Decayed all, Decayed refused, Decayed shadowRefused, Decayed rejected) {

    static final long HALF_LIFE = Hours.MILLIS;

    static final Outcomes NONE = new Outcomes(Decayed.NONE, Decayed.NONE, Decayed.NONE, Decayed.NONE);

    Outcomes with(Sighting now) {
        return new Outcomes(
                all.plus(1, now.at(), HALF_LIFE),
                refused.plus(now.refused() ? 1 : 0, now.at(), HALF_LIFE),
                shadowRefused.plus(now.shadowRefused() ? 1 : 0, now.at(), HALF_LIFE),
                rejected.plus(now.rejected() ? 1 : 0, now.at(), Days.MILLIS));
    }
}
