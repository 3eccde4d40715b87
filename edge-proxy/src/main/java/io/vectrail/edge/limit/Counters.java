package io.vectrail.edge.limit;

import io.vectrail.edge.limit.Counter.Taken;
import io.vectrail.edge.limit.Counter.Told;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** All counters of an edge: its own, and those that others told it of. Thread-safe; no lock is shared by all. */
final class Counters {

    /** They take some 25 MB where subjects are short, and 10 MB more for each other edge that tells of all of them. */
    static final int MOST = 100_000;

    /** What only others count has no more than this of the room, in percent: requests that come here need some. */
    private static final int MOST_OF_OTHERS = 80;

    private final ConcurrentHashMap<CounterKey, Counter> counters = new ConcurrentHashMap<>();
    private final AtomicInteger free;
    private final int reserved;
    private final AtomicLong notKept = new AtomicLong();

    Counters(int most) {
        free = new AtomicInteger(most);
        reserved = most - (int) ((long) most * MOST_OF_OTHERS / 100);
    }

    /** A counter that an amount was taken from, or that has not so much left. */
    record Took(Counter counter, Taken taken) {}

    /**
     * Takes an amount where there is so much left.
     *
     * @param now by this edge's clock
     * @param most in one window, of all edges together
     * @return null where there is no room for another counter
     */
    @Nullable
    Took take(CounterKey key, Instant now, long amount, long most) {
        long window = key.of().window(now);
        while (true) {
            Counter counter = counter(key, 0);
            if (counter == null) {
                return null;
            }
            Taken taken = counter.take(window, amount, most);
            if (!(taken instanceof Taken.Retired)) {
                return new Took(counter, taken);
            }
            remove(key, counter);
        }
    }

    /** Adds what an earlier run of this edge had let through. */
    void recall(CounterKey key, long window, long amount) {
        while (true) {
            Counter counter = counter(key, 0);
            if (counter == null) {
                notKept.incrementAndGet();
                return;
            }
            if (counter.recall(window, amount)) {
                return;
            }
            remove(key, counter);
        }
    }

    /** Notes what another edge says. */
    void hear(CounterKey key, String edge, long window, long amount) {
        Counter counter = counter(key, reserved);
        while (counter != null && !counter.hear(edge, window, amount)) {
            remove(key, counter);
            counter = counter(key, reserved);
        }
        if (counter == null) {
            notKept.incrementAndGet();
        }
    }

    /** Told of what passed here. */
    interface Listener {
        void told(CounterKey key, Told told);
    }

    /** Forgets the counters whose windows are over, and tells of each that has changed since it was last told of. */
    void sweep(Instant now, Listener listener) {
        counters.forEach((key, counter) -> {
            if (counter.retire(key.of().window(now))) {
                remove(key, counter);
                return;
            }
            Told told = counter.tell();
            if (told.used() >= 0) {
                listener.told(key, told);
            }
        });
    }

    /** Whatever was told, some of it may not have arrived. */
    void tellAgain() {
        counters.values().forEach(Counter::tellAgain);
    }

    /** How many there are. */
    int size() {
        return counters.size();
    }

    /** Whether there is no room for another. */
    boolean full() {
        return free.get() == 0;
    }

    /** How often others told of something for which there was no room. */
    long notKept() {
        return notKept.get();
    }

    private @Nullable Counter counter(CounterKey key, int leaving) {
        Counter known = counters.get(key);
        return known != null ? known : counters.computeIfAbsent(key, fresh -> takeRoom(leaving) ? new Counter() : null);
    }

    private boolean takeRoom(int leaving) {
        return free.getAndUpdate(left -> left > leaving ? left - 1 : left) > leaving;
    }

    private void remove(CounterKey key, Counter counter) {
        if (counters.remove(key, counter)) {
            free.incrementAndGet();
        }
    }
}
