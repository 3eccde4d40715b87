package io.vectrail.policy.detect.pattern;

/**
 * What making automata may take, over all the patterns of one document together: some patterns of a line need gigabytes, and a
 * document has many lines. Used by one thread.
 */
public final class Budget {

    /** Entries of all tables that are kept, of four bytes each. */
    private static final int MOST_ENTRIES = 1 << 22;

    /** Steps of patterns that are gone through, tables included that turn out too large: some seconds of a processor. */
    private static final long MOST_WORK = 1L << 30;

    private final boolean bounded;
    private long entries = MOST_ENTRIES;
    private long work = MOST_WORK;

    private Budget(boolean bounded) {
        this.bounded = bounded;
    }

    /** For a document's own patterns. */
    public static Budget ofDocument() {
        return new Budget(true);
    }

    /** For patterns that are known. */
    static Budget unbounded() {
        return new Budget(false);
    }

    /** Matches that there may be in one text. */
    int matches() {
        return bounded ? TooManyMatchesException.MOST : Integer.MAX_VALUE;
    }

    /** Entries that one more table may have. */
    int entries(int most) {
        return bounded ? (int) Math.min(most, entries) : most;
    }

    /** Whether a table that has not fit would have fit, had others not taken so much. */
    boolean isShort(int most) {
        return entries(most) < most;
    }

    /** A table is kept. */
    void keep(Dfa dfa) {
        entries -= dfa.size();
    }

    /**
     * Work is done.
     *
     * @param pattern for which
     * @throws OverBudgetException where it was the last that could be, or the thread is interrupted
     */
    void spend(long steps, int pattern) {
        work -= steps;
        if (Thread.currentThread().isInterrupted()) {
            throw new OverBudgetException(pattern, "nobody waits for it any more");
        }
        if (bounded && work < 0) {
            throw new OverBudgetException(pattern, "with it the document's patterns together take too long to prepare");
        }
    }
}
