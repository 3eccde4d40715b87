package io.vectrail.policy.detect.pattern;

import java.util.BitSet;

/** Steps that one leads to. Few are listed, which is sooner added to a set than a set that is as long as all steps. */
sealed interface Reached {

    Reached NONE = new Few(new int[0]);

    /** @return how much work that was */
    int addTo(BitSet set);

    static Reached of(BitSet steps) {
        return steps.cardinality() <= steps.length() / Long.SIZE + 1
                ? new Few(steps.stream().toArray())
                : new Many(steps);
    }

    record Few(int[] steps) implements Reached {

        @Override
        public int addTo(BitSet set) {
            for (int step : steps) {
                set.set(step);
            }
            return steps.length;
        }
    }

    record Many(BitSet steps) implements Reached {

        @Override
        public int addTo(BitSet set) {
            set.or(steps);
            return steps.length() / Long.SIZE + 1;
        }
    }
}
