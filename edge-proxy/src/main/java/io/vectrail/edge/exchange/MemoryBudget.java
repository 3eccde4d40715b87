package io.vectrail.edge.exchange;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the bodies of all exchanges together may take at once. Each byte of a body counts {@link #COPIES} times: as
 * it came, as what was read of it (texts, vectors), and as the journal's entry. Thread-safe.
 */
public final class MemoryBudget {

    /** What an exchange holds of each byte of its bodies, at most, until it is over. */
    public static final int COPIES = 3;

    private final AtomicLong held = new AtomicLong();
    private final long most;

    /**
     * A budget.
     *
     * @param most bytes of memory, copies included
     */
    public MemoryBudget(long most) {
        this.most = most;
    }

    /** A share for one exchange, empty at first. */
    public Share share() {
        return new Share();
    }

    /** Bytes of memory held now, copies included. */
    public long held() {
        return held.get();
    }

    /** What one exchange holds. Used by one thread at a time. */
    public final class Share {

        private long taken;

        private Share() {}

        /**
         * Takes the memory for this many more bytes of a body.
         *
         * @return false when there is no room; nothing is taken then
         */
        public boolean take(long bytes) {
            long copies = bytes * COPIES;
            if (held.addAndGet(copies) > most) {
                held.addAndGet(-copies);
                return false;
            }
            taken += copies;
            return true;
        }

        /** Bytes of memory that it holds, copies included. */
        public long held() {
            return taken;
        }

        /** Whether this exchange could hold this many more bytes of bodies if it were alone. */
        public boolean couldHold(long bytes) {
            return taken + bytes * COPIES <= most;
        }

        /** How many more bytes of a body there is room for now, at most this many. */
        public long room(long atMost) {
            return Math.clamp((most - held.get()) / COPIES, 0, atMost);
        }

        /** How many more bytes of a body this exchange could hold if it were alone, at most this many. */
        public long roomAlone(long atMost) {
            return Math.clamp((most - taken) / COPIES, 0, atMost);
        }

        /** Gives back what was taken for this many bytes, which nobody holds any more. */
        public void giveBack(long bytes) {
            long copies = Math.min(taken, bytes * COPIES);
            held.addAndGet(-copies);
            taken -= copies;
        }

        /** Gives everything back: the exchange is over. */
        public void release() {
            held.addAndGet(-taken);
            taken = 0;
        }
    }
}
