package io.vectrail.edge.limit;

/**
 * What another edge said that it let through: in its latest window, and in the one before, since its clock may be ahead of ours.
 *
 * @param window when its latest began; milliseconds from 1970-01-01T00:00Z
 */
record Heard(long window, long used, long beforeWindow, long before) {

    static final Heard NOTHING = new Heard(Long.MIN_VALUE, 0, Long.MIN_VALUE, 0);

    /** The latest word on a window counts, also where it is less than an earlier one: vectors are given back. */
    Heard then(long at, long amount) {
        if (at > window) {
            return new Heard(at, amount, window, used);
        }
        if (at == window) {
            return new Heard(at, amount, beforeWindow, before);
        }
        return at >= beforeWindow ? new Heard(window, used, at, amount) : this;
    }

    long in(long at) {
        return at == window ? used : at == beforeWindow ? before : 0;
    }
}
