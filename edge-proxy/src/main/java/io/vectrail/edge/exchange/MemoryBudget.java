package io.vectrail.edge.exchange;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies all exchanges together may hold at once. Thread-safe. */
public final class MemoryBudget {

    private final AtomicLong held = new AtomicLong();
    private final long most;

    /**
     * A budget.
     *
     * @param most bytes
     */
    public MemoryBudget(long most) {
        this.most = most;
    }

    /** A share for one exchange, empty at first. */
    public Share share() {
        return new Share();
    }

    /** Bytes held now. */
    public long held() {
        return held.get();
    }

    /** What one exchange holds. Used by one thread at a time. */
    public final class Share {

        private long taken;

        private Share() {}

        /**
         * Takes this many more bytes.
         *
         * @return false when there is no room; nothing is taken then
         */
        public boolean take(long bytes) {
            if (held.addAndGet(bytes) > most) {
                held.addAndGet(-bytes);
                return false;
            }
            taken += bytes;
            return true;
        }

        /** Whether this exchange alone could ever hold this many more bytes. */
        public boolean couldHold(long bytes) {
            return taken + bytes <= most;
        }

        /** How many more bytes there is room for now, at most this many. */
        public long room(long atMost) {
            return Math.clamp(most - held.get(), 0, atMost);
        }

        /** Gives everything back: the exchange is over. */
        public void release() {
            held.addAndGet(-taken);
            taken = 0;
        }
    }
}
