package io.vectrail.edge.caller;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of request bodies are held at once. Thread-safe. */
final class BodyBudget {

    private final AtomicLong held = new AtomicLong();
    private final long most;

    BodyBudget(long most) {
        this.most = most;
    }

    /** @return false when there is no room; nothing is taken then */
    boolean take(long bytes) {
        if (held.addAndGet(bytes) <= most) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }
}
