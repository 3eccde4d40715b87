package io.vectrail.edge.analyzer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How one detector is doing: the requests that ask it now, and what came of the last ones. Thread-safe. */
final class Standing {

    /** Requests that ask it at once. Beyond, the answer is an error at once: waiting would only pile up. */
    static final int MOST_UNDER_WAY = 64;

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicReference<@Nullable Troubles> troubles = new AtomicReference<>();

    /**
     * That the last requests were not answered.
     *
     * @param count of them, in a row
     * @param last why the last one was not
     */
    record Troubles(int count, Failure last) {}

    /** Takes a place, which {@link #leave} gives back; false where there is none. */
    boolean enter() {
        if (underWay.incrementAndGet() > MOST_UNDER_WAY) {
            underWay.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        underWay.decrementAndGet();
    }

    void ended(@Nullable Failure failure) {
        if (failure == null) {
            troubles.set(null);
        } else if (failure.reason() != Failure.Reason.TOO_MUCH) {
            troubles.updateAndGet(before -> new Troubles(before == null ? 1 : before.count() + 1, failure));
        }
    }

    /** Null where the last request was answered, or none asked yet. */
    @Nullable
    Troubles troubles() {
        return troubles.get();
    }
}
