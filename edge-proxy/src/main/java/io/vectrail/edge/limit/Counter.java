package io.vectrail.edge.limit;

import java.util.HashMap;
import java.util.Map;

/**
 * One counter: what passed here in the present window, and what others said of theirs. A window only ever gives way to a later one:
 * a clock that is set back refills nothing. Thread-safe; whoever uses it holds its lock for a few additions.
 */
final class Counter {

    /** Whose words on one counter are kept. */
    static final int MOST_EDGES = 100;

    /** How taking ended. */
    sealed interface Taken {

        /** In this window. */
        record Of(long window) implements Taken {}

        /** There is not so much left in this window. */
        record Full(long window) implements Taken {}

        /** It was retired meanwhile; its key has another, or none. */
        record Retired() implements Taken {}
    }

    /** What is told: how much passed here in a window; -1 where there is no news. */
    record Told(long window, long used) {}

    private static final Taken RETIRED = new Taken.Retired();

    /** Far above what documents may say, and far below where sums would turn over. */
    private static final long MOST = Long.MAX_VALUE / 8;

    private final Map<String, Heard> others = HashMap.newHashMap(1);
    private long window = Long.MIN_VALUE;
    private long used;
    private boolean changed;
    private boolean retired;

    /**
     * Takes an amount where there is so much left.
     *
     * @param at the window that the clock is in
     * @param most in one window, of all edges together
     */
    synchronized Taken take(long at, long amount, long most) {
        if (retired) {
            return RETIRED;
        }
        enter(at);
        if (amount > most - used - usedElsewhere()) {
            return new Taken.Full(window);
        }
        used += amount;
        changed = true;
        return new Taken.Of(window);
    }

    /** Gives an amount back that was taken in a window; where that is over, nothing is left of it. */
    synchronized void giveBack(long at, long amount) {
        if (at == window) {
            used = Math.max(0, used - amount);
            changed = true;
        }
    }

    /** Adds what an earlier run of this edge had let through; false where it was retired meanwhile. */
    synchronized boolean recall(long at, long amount) {
        if (retired) {
            return false;
        }
        enter(at);
        if (at == window) {
            used = saturated(used, amount);
            changed = true;
        }
        return true;
    }

    /**
     * What another edge says; of more than {@link #MOST_EDGES} in one window the rest is not heard.
     *
     * @return false where it was retired meanwhile
     */
    synchronized boolean hear(String edge, long at, long amount) {
        if (retired) {
            return false;
        }
        if (others.size() >= MOST_EDGES && !others.containsKey(edge)) {
            long oldest = window == Long.MIN_VALUE ? at : Math.min(window, at);
            others.values().removeIf(heard -> heard.window() < oldest);
        }
        if (others.size() < MOST_EDGES || others.containsKey(edge)) {
            others.put(edge, others.getOrDefault(edge, Heard.NOTHING).then(at, Math.max(0, amount)));
        }
        return true;
    }

    /** Whether nobody needs it any more, here or elsewhere, so that it takes no more either. */
    synchronized boolean retire(long at) {
        retired = window < at && others.values().stream().allMatch(heard -> heard.window() < at);
        return retired;
    }

    /** What passed here in the present window, once after each change. */
    synchronized Told tell() {
        boolean news = changed;
        changed = false;
        return new Told(window, news ? used : -1);
    }

    /** Whether they know it or not, it is told again. */
    synchronized void tellAgain() {
        changed = window != Long.MIN_VALUE;
    }

    private void enter(long at) {
        if (at > window) {
            window = at;
            used = 0;
        }
    }

    private long usedElsewhere() {
        long sum = 0;
        for (Heard heard : others.values()) {
            sum = saturated(sum, heard.in(window));
        }
        return sum;
    }

    /** Counts are bounded by what documents may say, times the edges; what others say is anybody's. */
    private static long saturated(long one, long other) {
        return Math.min(MOST, one + Math.min(MOST, Math.max(0, other)));
    }
}
