package io.vectrail.replay.web;

import java.util.HashMap;
import java.util.Map;

/** How many bodies are on their way: of one caller a few, so that nobody who sends slowly holds the places of all. Thread-safe. */
final class Receptions {

    static final int MOST_OF_ONE = 8;

    /** Each up to 1 MiB, and of those whom nobody knows up to half of one. */
    private static final int MOST = 100;

    private final Map<String, Integer> byCaller = new HashMap<>();
    private int all;

    /**
     * Takes a place, which is to be given back.
     *
     * @param caller whoever is known, or else an address
     * @return false when there is none
     */
    synchronized boolean enter(String caller) {
        int own = byCaller.getOrDefault(caller, 0);
        if (all == MOST || own == MOST_OF_ONE) {
            return false;
        }
        byCaller.put(caller, own + 1);
        all++;
        return true;
    }

    synchronized void leave(String caller) {
        byCaller.computeIfPresent(caller, (same, own) -> own == 1 ? null : own - 1);
        all--;
    }
}
