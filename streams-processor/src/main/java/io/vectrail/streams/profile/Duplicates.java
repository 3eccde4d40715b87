package io.vectrail.streams.profile;

/**
 * How many of a day's texts are the same again.
 *
 * @param day the latest day that was counted, in days since 1970
 * @param texts how many were looked at that day
 * @param distinct how many of them are different
 * @param usual which share was the same again on days before, 0 to 1
 * @param days how many days that is from, as far as it matters
 */
public record Duplicates(long day, long texts, Distinct distinct, double usual, int days) {

    /** A day with fewer says nothing of what is usual. */
    private static final long LEAST_TEXTS = 50;

    private static final int MOST_DAYS = 14;

    static final Duplicates NONE = new Duplicates(0, 0, Distinct.NONE, 0, 0);

    Duplicates with(Sighting now) {
        long at = Math.max(day, now.at() / Days.MILLIS);
        Duplicates then = at == day ? this : next(at);
        return new Duplicates(
                at,
                then.texts + now.samples().size(),
                then.distinct.with(counted -> now.samples().forEach(sample -> counted.accept(sample.hash()))),
                then.usual,
                then.days);
    }

    private Duplicates next(long at) {
        if (texts < LEAST_TEXTS) {
            return new Duplicates(at, 0, Distinct.NONE, usual, days);
        }
        int known = Math.min(MOST_DAYS, days + 1);
        return new Duplicates(at, 0, Distinct.NONE, usual + (share() - usual) / known, known);
    }

    /** Of the present day's texts, 0 to 1. */
    public double share() {
        return texts == 0 ? 0 : Math.clamp(1 - distinct.count() / texts, 0, 1);
    }
}
