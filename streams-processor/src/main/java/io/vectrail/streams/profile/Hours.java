package io.vectrail.streams.profile;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a caller used in each hour of the last four weeks: what is usual for it, and when.
 *
 * @param hour the latest hour that was counted, in hours since 1970
 * @param inputs texts of that hour
 * @param bytes vector bytes of that hour
 * @param pastInputs of the hours before it, oldest first, see {@link Log}; as many as the caller is known, at most {@link #MOST}
 * @param pastBytes of the same hours
 */
public record Hours(long hour, double inputs, double bytes, byte[] pastInputs, byte[] pastBytes) {

    /** Hours of four weeks. */
    public static final int MOST = 4 * 7 * 24;

    static final int WEEK = 7 * 24;
    static final long MILLIS = 3_600_000;

    static final Hours NONE = new Hours(0, 0, 0, new byte[0], new byte[0]);

    Hours with(Sighting now) {
        long at = now.at() / MILLIS;
        Hours then = hour == 0 ? new Hours(at, 0, 0, pastInputs, pastBytes) : upTo(at);
        if (at == then.hour) {
            return new Hours(
                    at,
                    then.inputs + now.inputs(),
                    then.bytes + (double) now.vectorBytes(),
                    then.pastInputs,
                    then.pastBytes);
        }
        return then.late(at, now);
    }

    /** Where this hour is over, the hours up to another one, of which nothing is known yet. */
    private Hours upTo(long next) {
        if (next <= hour) {
            return this;
        }
        return new Hours(next, 0, 0, shifted(pastInputs, inputs, next - hour), shifted(pastBytes, bytes, next - hour));
    }

    private static byte[] shifted(byte[] past, double closed, long by) {
        int length = (int) Math.min(MOST, past.length + by);
        byte[] shifted = new byte[length];
        if (by <= length) {
            int kept = Math.min(past.length, length - (int) by);
            System.arraycopy(past, past.length - kept, shifted, length - (int) by - kept, kept);
            shifted[length - (int) by] = Log.of(closed);
        }
        return shifted;
    }

    /** What comes late belongs to its own hour; older than four weeks it belongs to none. */
    private Hours late(long at, Sighting now) {
        long place = pastInputs.length - (hour - at);
        if (place < 0) {
            return this;
        }
        return new Hours(
                hour,
                inputs,
                bytes,
                added(pastInputs, (int) place, now.inputs()),
                added(pastBytes, (int) place, (double) now.vectorBytes()));
    }

    private static byte[] added(byte[] past, int place, double amount) {
        byte[] changed = past.clone();
        changed[place] = Log.of(Log.amount(past[place]) + amount);
        return changed;
    }

    /** How many hours before the latest are known. */
    public int known() {
        return pastInputs.length;
    }

    /**
     * What was used at this hour of the week, an hour before and after it, in the weeks before.
     *
     * @param past one of the two
     * @return the stored amounts, at most 12
     */
    public byte[] sameHour(byte[] past) {
        byte[] found = new byte[12];
        int count = 0;
        for (int week = 1; week * WEEK - 1 <= past.length; week++) {
            for (int beside = -1; beside <= 1; beside++) {
                int place = past.length - week * WEEK + beside;
                if (place >= 0 && place < past.length && count < found.length) {
                    found[count++] = past[place];
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /**
     * In how many of the days before there was anything around this hour of the day, of those days that had anything at all; 0 to 1.
     */
    public double activeAtThisHour() {
        int days = 0;
        int active = 0;
        for (int end = pastInputs.length; end > 0; end -= 24) {
            int from = Math.max(0, end - 24);
            boolean any = IntStream.range(from, end).anyMatch(i -> pastInputs[i] != 0);
            // The hour of the day that is now lies at the beginning of each 24 hours before it; beside it, one at the
            // end.
            boolean then = from == end - 24 && (used(from) || used(from - 1) || used(from + 1));
            days += any ? 1 : 0;
            active += then ? 1 : 0;
        }
        return days == 0 ? 0 : (double) active / days;
    }

    /** How much of the time there was anything; 0 to 1. */
    public double active() {
        long used = IntStream.range(0, pastInputs.length)
                .filter(i -> pastInputs[i] != 0)
                .count();
        return pastInputs.length == 0 ? 0 : (double) used / pastInputs.length;
    }

    private boolean used(int place) {
        return place >= 0 && place < pastInputs.length && pastInputs[place] != 0;
    }
}
