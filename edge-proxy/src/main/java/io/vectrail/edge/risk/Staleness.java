package io.vectrail.edge.risk;

import java.time.Duration;

/**
 * How far what is known of a partition lies behind.
 *
 * @param partition its number
 * @param age how long ago it was last heard that its scores are derived
 * @param behind how far behind that was then
 */
record Staleness(String partition, Duration age, Duration behind) {

    /** Of both together: what is more somebody should look after. */
    private static final Duration MOST = Duration.ofSeconds(10);

    /** What happened within this time is in no score yet. */
    Duration total() {
        return age.plus(behind);
    }

    boolean stale() {
        return total().compareTo(MOST) > 0;
    }

    @Override
    public String toString() {
        return "partition " + partition + " was last heard of " + seconds(age) + " ago, and " + seconds(behind)
                + " behind then";
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
