package io.vectrail.streams.profile;

/**
 * How fast a caller calls.
 *
 * @param recent calls, of which half are left after {@link #HALF_LIFE}
 * @param peak the most that this was on days before, half of which is left after a week
 * @param today the most that it was on the present day
 * @param day which day that is
 */
public record Pace(Decayed recent, Decayed peak, double today, long day) {

    /** Of calls: a rate of n a minute comes to 0.72 times n. */
    static final long HALF_LIFE = 30_000;

    static final long PEAK_HALF_LIFE = 7 * Days.MILLIS;

    private static final double PER_MINUTE = 60_000 * StrictMath.log(2) / HALF_LIFE;

    static final Pace NONE = new Pace(Decayed.NONE, Decayed.NONE, 0, 0);

    Pace with(Sighting now) {
        Decayed calls = recent.plus(1, now.at(), HALF_LIFE);
        long at = Math.max(day, now.at() / Days.MILLIS);
        if (at == day) {
            return new Pace(calls, peak, Math.max(today, calls.value()), day);
        }
        long then = at * Days.MILLIS;
        double usual = Math.max(peak.at(then, PEAK_HALF_LIFE), today);
        return new Pace(calls, new Decayed(usual, then), calls.value(), at);
    }

    /** Calls a minute, of late. */
    public double perMinute() {
        return recent.value() * PER_MINUTE;
    }

    /** The most calls a minute of days before. */
    public double usualPeak() {
        return peak.value() * PER_MINUTE;
    }
}
