package io.vectrail.streams.profile;

import java.util.Arrays;

/**
 * How many texts of everything a caller has had vectors of, day by day: different ones, counted while its vectors spread in so many dimensions as no collection with
 * a topic does, see {@link Space#dimensions}. One text a call is what searches do, of whatever is looked for: it counts an eighth. So do texts of
 * one word: the fewer words a text has, the less a copy learns from it, and lists of titles are short.
 *
 * @param day the latest day that was counted, in days since 1970
 * @param wide the day's different texts; the samples alone
 * @param past of the days before that had any, oldest first, see {@link Log}; at most {@link #MOST}
 */
public record Coverage(long day, Distinct wide, byte[] past) {

    static final int MOST = 14;

    static final Coverage NONE = new Coverage(0, Distinct.NONE, new byte[0]);

    /** Collections with a topic had 19 to 74 dimensions of a real model, texts and words of everything 107 to 162. */
    private static final double FROM_DIMENSIONS = 84;

    private static final double TO_DIMENSIONS = 110;

    /** Texts of a call from which on each counts wholly. */
    private static final int MANY = 8;

    /** Words of a text from which on it counts wholly. */
    private static final int LONG = 8;

    private static final int PARTS = 1 << 16;

    Coverage with(Sighting now, Space space) {
        long at = Math.max(day, now.at() / Days.MILLIS);
        Coverage then = at == day ? this : next(at);
        double part = wide(space) * Math.min(MANY, now.inputs()) / MANY;
        if (part == 0) {
            return then;
        }
        return new Coverage(
                at,
                then.wide.with(counted -> now.samples().stream()
                        .filter(sample -> sample.direction().length > 0 && counts(sample, part))
                        .mapToLong(Sample::hash)
                        .forEach(counted)),
                then.past);
    }

    /** Which ones count is as good as drawn, and the same text is drawn each time. */
    private static boolean counts(Sample sample, double part) {
        double worth = part * Math.min(LONG, sample.words().length) / LONG;
        return (sample.hash() & PARTS - 1) < worth * PARTS;
    }

    private Coverage next(long at) {
        if (wide.isEmpty()) {
            return new Coverage(at, Distinct.NONE, past);
        }
        int from = Math.max(0, past.length + 1 - MOST);
        byte[] longer = Arrays.copyOfRange(past, from, past.length + 1);
        longer[longer.length - 1] = Log.of(reached());
        return new Coverage(at, Distinct.NONE, longer);
    }

    /** How far the vectors of late are of everything, 0 to 1. */
    public static double wide(Space space) {
        return Math.clamp((space.dimensions() - FROM_DIMENSIONS) / (TO_DIMENSIONS - FROM_DIMENSIONS), 0, 1);
    }

    /** About how many texts of everything the day has had. */
    public double reached() {
        return wide.count();
    }

    /** The most that days before had; 0 where there are none. */
    public double usual() {
        int most = 0;
        for (byte each : past) {
            most = Math.max(most, Byte.toUnsignedInt(each));
        }
        return Log.amount((byte) most);
    }
}
