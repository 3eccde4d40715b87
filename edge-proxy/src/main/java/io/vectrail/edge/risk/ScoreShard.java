package io.vectrail.edge.risk;

import java.util.Arrays;
import java.util.concurrent.locks.StampedLock;

/**
 * Some of the callers: an open-addressed table of four longs for each, {@code hash, hash, at, points}, looked through from where the hash points.
 * It is at most 80 % full and 62.5 % when it was just made, so that a caller takes 40 to 51 bytes. One thread writes; any reads,
 * without a lock unless it met a write eight times.
 */
final class ScoreShard {

    private static final int WORDS = 4;
    private static final int AT = 2;
    private static final int POINTS = 3;
    private static final int LEAST_PLACES = 16;
    private static final int TRIES = 8;

    private final StampedLock lock = new StampedLock();
    private final int most;
    private volatile long[] table = new long[LEAST_PLACES * WORDS];

    /** Callers that have points, up to what decayed since it was last tidied. */
    private volatile int scored;

    /** Places taken, by callers without points too. */
    private int used;

    private volatile long pushedOut;

    /** @param most callers, 16 or more */
    ScoreShard(int most) {
        this.most = most;
    }

    int scored() {
        return scored;
    }

    /** Callers that were forgotten since there were too many. */
    long pushedOut() {
        return pushedOut;
    }

    int bytes() {
        return table.length * Long.BYTES;
    }

    /** The points that a caller has left; 0 where it has none. */
    double left(SubjectHash caller, long now) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            long stamp = lock.tryOptimisticRead();
            if (stamp == 0) {
                Thread.onSpinWait();
                continue;
            }
            long[] places = table;
            int place = find(places, caller);
            long at = places[place + AT];
            long points = places[place + POINTS];
            if (lock.validate(stamp)) {
                return Points.left(points, at, now);
            }
        }
        long stamp = lock.readLock();
        try {
            int place = find(table, caller);
            return Points.left(table[place + POINTS], table[place + AT], now);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** @param points packed; 0 where the caller has none any more */
    void set(SubjectHash caller, long at, long points, long now) {
        int place = find(table, caller);
        boolean fresh = isFree(table, place);
        if (fresh && points == 0) {
            return;
        }
        if (fresh && (used >= most || used + 1 > places(table) * 4 / 5)) {
            rebuild(now);
            place = find(table, caller);
        }
        int before = fresh || table[place + POINTS] == 0 ? 0 : 1;
        write(table, place, caller, at, points);
        used += fresh ? 1 : 0;
        int others = scored - before;
        scored = others + (points == 0 ? 0 : 1);
    }

    /** Forgets those that have next to nothing left, where they are an eighth or more. */
    void tidy(long now) {
        int live = count(table, now, Points.LEAST);
        scored = live;
        if (used - live > used / 8) {
            rebuild(now);
        }
    }

    private void write(long[] places, int place, SubjectHash caller, long at, long points) {
        long stamp = lock.writeLock();
        try {
            places[place] = caller.high();
            places[place + 1] = caller.low();
            places[place + AT] = at;
            places[place + POINTS] = points;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Into a table of its own, which then takes this one's place: whoever reads meanwhile reads what was. */
    private void rebuild(long now) {
        long[] from = table;
        int live = count(from, now, Points.LEAST);
        int keep = Math.min(live, most - most / 16);
        double least = keep == live ? Points.LEAST : lowestOf(from, now, live - keep);
        int alike = keep - count(from, now, Math.nextUp(least));
        long[] to = new long[Math.max(LEAST_PLACES, keep * 8 / 5 + 1) * WORDS];
        for (int place = 0; place < from.length; place += WORDS) {
            double left = left(from, place, now);
            if (left > least || (left == least && alike-- > 0)) {
                SubjectHash caller = new SubjectHash(from[place], from[place + 1]);
                System.arraycopy(from, place, to, find(to, caller), WORDS);
            }
        }
        long before = pushedOut;
        pushedOut = before + live - keep;
        used = keep;
        scored = keep;
        table = to;
    }

    /** The points that one has left when so many lower ones are gone. */
    private static double lowestOf(long[] places, long now, int gone) {
        double[] all = new double[places(places)];
        for (int i = 0; i < all.length; i++) {
            double left = left(places, i * WORDS, now);
            all[i] = left >= Points.LEAST ? left : Double.MAX_VALUE;
        }
        Arrays.sort(all);
        return all[gone];
    }

    private static int count(long[] places, long now, double least) {
        int found = 0;
        for (int place = 0; place < places.length; place += WORDS) {
            found += left(places, place, now) >= least ? 1 : 0;
        }
        return found;
    }

    private static double left(long[] places, int place, long now) {
        return Points.left(places[place + POINTS], places[place + AT], now);
    }

    /** Where a caller's first word stands, or would. There is always a free place, and nothing in it. */
    private static int find(long[] places, SubjectHash caller) {
        int place = (int) Math.unsignedMultiplyHigh(caller.low(), places(places)) * WORDS;
        while (!(places[place] == caller.high() && places[place + 1] == caller.low()) && !isFree(places, place)) {
            place = place + WORDS == places.length ? 0 : place + WORDS;
        }
        return place;
    }

    private static boolean isFree(long[] places, int place) {
        return places[place] == 0 && places[place + 1] == 0;
    }

    private static int places(long[] places) {
        return places.length / WORDS;
    }
}
