package io.vectrail.streams.profile;

/**
 * A count of which half is left after each half-life. What comes late counts as much as is left of it, so that the order does not matter.
 *
 * @param value what is left at that time
 * @param at milliseconds since 1970: the latest time that was counted
 */
public record Decayed(double value, long at) {

    static final Decayed NONE = new Decayed(0, 0);

    /** With something that happened at that time. */
    Decayed plus(double amount, long time, long halfLife) {
        if (time >= at) {
            return new Decayed(at(time, halfLife) + amount, time);
        }
        return new Decayed(value + amount * left(at - time, halfLife), at);
    }

    /** What is left at a time; before the latest that was counted: all of it. */
    public double at(long time, long halfLife) {
        return time <= at ? value : value * left(time - at, halfLife);
    }

    private static double left(long since, long halfLife) {
        return since == 0 ? 1 : StrictMath.pow(0.5, (double) since / halfLife);
    }
}
