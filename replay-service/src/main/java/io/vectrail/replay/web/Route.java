package io.vectrail.replay.web;

import java.time.Duration;

/**
 * One call that the service answers.
 *
 * @param method GET, POST, PUT or DELETE; a GET answers HEAD as well
 * @param pattern its path
 * @param access who may use it
 * @param cost what it takes to answer
 * @param audited what it leaves in the accesses
 * @param resource what answers
 */
record Route(String method, RoutePattern pattern, Access access, Cost cost, Audited audited, Resource resource) {

    Route {
        if (access == null) {
            throw new IllegalArgumentException(method + " " + pattern.template() + " does not say who may use it");
        }
        if (audited == null) {
            throw new IllegalArgumentException(
                    method + " " + pattern.template() + " does not say what it leaves in the accesses");
        }
    }

    /**
     * What it takes to answer, and so how long the body may be, how many may be under way once it is there, and how long each may take,
     * reading and writing included.
     */
    enum Cost {
        /** Memory alone: always answered. */
        NONE(0, Integer.MAX_VALUE, Duration.ofSeconds(30)),
        /** A body of somebody not yet known. */
        SIGN_IN(512 << 10, 8, Duration.ofSeconds(10)),
        /** An identity provider's time. */
        PROVIDER(0, 16, Duration.ofSeconds(20)),
        /** A small body and a moment's computing. */
        SEAL(64 << 10, 8, Duration.ofSeconds(10)),
        /** A document of up to 1 MiB, whose patterns become automata. */
        CHECK(1 << 20, 4, Duration.ofMinutes(2)),
        /** The same, and Kafka's time. */
        PUBLISH(1 << 20, 2, Duration.ofMinutes(2)),
        /** A small body, and Kafka's time. */
        CHANGE(64 << 10, 4, Duration.ofMinutes(1)),
        /** A few words, and Kafka's time. */
        DECISION(16 << 10, 32, Duration.ofMinutes(1)),
        /** Memory, and a little of Kafka's time; what asks the archive takes a place of {@link #QUERY} as well. */
        DESK(0, 32, Duration.ofMinutes(1)),
        /** The archive's time. */
        QUERY(0, 16, Duration.ofMinutes(1)),
        /** A vector, and as much of the archive's time as it takes to compare it with others. */
        COMPARISON(1 << 20, 2, Duration.ofMinutes(1)),
        /** A provider's time, and that of the edge and of the archive. */
        REPLAY(1 << 20, 4, Duration.ofMinutes(3)),
        /** The archive's time for as long as the caller reads. */
        DOWNLOAD(0, 8, Duration.ofMinutes(10)),
        /** Little memory, for as long as the caller listens. */
        STREAM(0, 200, LiveFeed.LONGEST.plusMinutes(2));

        private final int mostBytes;
        private final int most;
        private final Duration longest;

        Cost(int mostBytes, int most, Duration longest) {
            this.mostBytes = mostBytes;
            this.most = most;
            this.longest = longest;
        }

        /** Of a body. */
        int mostBytes() {
            return mostBytes;
        }

        /** How many at a time. */
        int most() {
            return most;
        }

        /** After this the connection is closed. */
        Duration longest() {
            return longest;
        }
    }

    static Route of(String method, String template, Access access, Cost cost, Audited audited, Resource resource) {
        return new Route(method, new RoutePattern(template), access, cost, audited, resource);
    }
}
