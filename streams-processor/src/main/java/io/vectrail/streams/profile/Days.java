package io.vectrail.streams.profile;

import java.util.Arrays;

/**
 * What a caller used on each of the last days, and by how much it has steadily been more than usual (E. Page, 1954: CUSUM).
 *
 * @param day the latest day that was counted, in days since 1970
 * @param inputs texts of that day
 * @param past of the days before it, oldest first, see {@link Log}; at most {@link #MOST}
 * @param excess how many deviations above the usual have come together in days that are over; never below 0
 */
public record Days(long day, double inputs, byte[] past, double excess) {

    static final int MOST = 28;

    /** Fewer say nothing of what is usual. */
    public static final int LEAST = 10;

    /** Days of a kind that say what is usual of it. */
    private static final int LEAST_LIKE = 4;

    static final long MILLIS = 24 * Hours.MILLIS;

    /** Deviations that a day may be above the usual. */
    private static final double ALLOWED = 0.5;

    private static final double MOST_OF_A_DAY = 4;
    private static final double LEAST_DEVIATION = 0.2;

    /** So much is left of the excess each day. */
    private static final double LEFT = 0.95;

    static final Days NONE = new Days(0, 0, new byte[0], 0);

    Days with(Sighting now) {
        long at = now.at() / MILLIS;
        Days then = day == 0 ? new Days(at, 0, past, 0) : this;
        while (then.day < at) {
            then = at - then.day > MOST ? new Days(at, 0, new byte[0], 0) : then.over();
        }
        // What comes late counts to the present day: it was used, too.
        return new Days(then.day, then.inputs + now.inputs(), then.past, then.excess);
    }

    private Days over() {
        byte closed = Log.of(inputs);
        double next = excess;
        if (past.length >= LEAST && closed != 0) {
            byte[] like = like();
            double above = (Log.octaves(closed) - Median.ofUsed(like))
                    / Math.max(LEAST_DEVIATION, Median.deviationOfUsed(like));
            next = Math.max(0, excess * LEFT + Math.clamp(above - ALLOWED, -MOST_OF_A_DAY, MOST_OF_A_DAY));
        }
        int from = Math.max(0, past.length + 1 - MOST);
        byte[] longer = Arrays.copyOfRange(past, from, past.length + 1);
        longer[longer.length - 1] = closed;
        return new Days(day + 1, 0, longer, next);
    }

    /** Of the days before, those that were as this one: of the week or of its end. All of them where there are hardly any. */
    private byte[] like() {
        byte[] like = new byte[past.length];
        int count = 0;
        for (int i = 0; i < past.length; i++) {
            if (weekend(day - past.length + i) == weekend(day) && past[i] != 0) {
                like[count++] = past[i];
            }
        }
        return count < LEAST_LIKE ? past : Arrays.copyOf(like, count);
    }

    /** Saturday and Sunday in UTC; 1970 began on a Thursday. */
    private static boolean weekend(long day) {
        return Math.floorMod(day + 3, 7) >= 5;
    }
}
