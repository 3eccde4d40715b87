package io.vectrail.edge.risk;

/** What a record of {@code vectrail.callers} says. */
sealed interface Heard {

    /**
     * A caller's points.
     *
     * @param subject the caller's; never empty
     * @param at the time that they are of, in milliseconds
     * @param points of all parts together: finite, 0 or more, possibly beyond 100
     * @param halfLifeMillis after how long half of them is left; above 0
     */
    record Scored(String subject, long at, double points, long halfLifeMillis) implements Heard {

        public Scored {
            if (subject.isEmpty()) {
                throw new IllegalArgumentException("has no subject");
            }
            if (!(points >= 0 && points < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("has points that are no number from 0 on");
            }
            if (halfLifeMillis <= 0) {
                throw new IllegalArgumentException("has a half-life of nothing");
            }
        }
    }

    /**
     * That scores of a partition are derived.
     *
     * @param partition what the record is under: NUL, partition/ and its number
     * @param at when that was so, in milliseconds
     * @param behindMillis how old the exchange was that was scored last; 0 where none waits
     */
    record Beat(String partition, long at, long behindMillis) implements Heard {

        public Beat {
            if (partition.isEmpty() || partition.length() > 64) {
                throw new IllegalArgumentException("is of no partition");
            }
            if (at < 0 || behindMillis < 0) {
                throw new IllegalArgumentException("has a time that was none");
            }
        }

        /** What comes last in the key. */
        String number() {
            return partition.substring(partition.lastIndexOf('/') + 1);
        }
    }

    /** A tombstone: what was said under this key is no longer so. */
    record Over(String key) implements Heard {}

    /** Nobody can tell what it says; what was said before still counts. */
    record Unusable() implements Heard {}
}
