package io.vectrail.load.chaos;

import io.vectrail.local.platform.Role;

/** One thing that goes wrong. Times in milliseconds. */
sealed interface Strike {

    /** kill -9, and started again after a while. */
    record Kill(Role role, int down) implements Strike {}

    /** SIGSTOP, and SIGCONT after a while. */
    record Pause(Role role, int time) implements Strike {}

    /** kill -9 of the broker, which stays away for long. */
    record KafkaAway(int time) implements Strike {}

    /** The edge's disk takes this many bytes more, for a while. */
    record DiskFull(int room, int time) implements Strike {}

    /** Each fsync of the edge fails, for a while. */
    record ForceFails(int time) implements Strike {}

    /** Each fsync of the edge takes so long, for a while. */
    record ForceStalls(int stall, int time) implements Strike {}

    /** kill -9 of the edge, and whatever it had not forced is gone, zero or garbage. */
    record PowerFailure(long seed) implements Strike {}

    /** kill -9 of the edge, and its last segment goes on with bytes that nobody wrote. */
    record TornTail(long seed, int bytes, boolean zeros) implements Strike {}
}
