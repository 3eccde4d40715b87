package io.vectrail.load.chaos;

/**
 * What a run is asked for.
 *
 * @param seed of the requests and of the plan
 * @param requests in all, at least; a little more are sent while a strike takes its time
 * @param kills in all, at least
 * @param rounds each is checked on its own, the platform goes on between them
 * @param awaySeconds how long the broker stays away, in every {@code awayEvery}th round
 * @param brief one round with each program killed twice and each fault once
 */
record ChaosOptions(long seed, int requests, int kills, int rounds, int awaySeconds, int awayEvery, boolean brief) {

    ChaosOptions {
        if (requests < 1 || kills < 0 || rounds < 1 || awaySeconds < 1 || awayEvery < 1) {
            throw new IllegalArgumentException(
                    "requests, rounds and the broker's absence are at least 1, kills at least 0");
        }
    }

    /** What the tests run. */
    static ChaosOptions brief(long seed) {
        return new ChaosOptions(seed, 5_000, 12, 1, 6, 1, true);
    }

    Plan plan() {
        return brief ? Plan.brief(this) : Plan.of(this);
    }
}
