package io.vectrail.policy.detect;

import java.util.Arrays;

/**
 * The words of one type that are kept of those that come in the order of their ends. Of words that overlap the one that begins
 * first counts, and of those the longest. A word that takes the place of others encloses them, and all that they kept out: so
 * nothing but what is kept need be remembered.
 */
final class KeptWords {

    /** Start and end of each, in order and apart from each other. */
    private int[] places = new int[16];

    private int length;

    /** Told of each word. */
    @FunctionalInterface
    interface Each {

        void word(int start, int end);
    }

    /**
     * Takes a word, or not.
     *
     * @param end not before that of any word that was taken or not
     * @return by how many there are more
     */
    int add(int start, int end) {
        int keep = length;
        while (keep > 0 && places[keep - 1] > start) {
            keep -= 2;
        }
        if (keep < length && places[keep] < start) {
            return 0;
        }
        int more = (keep - length) / 2 + 1;
        if (keep == places.length) {
            places = Arrays.copyOf(places, 2 * keep);
        }
        places[keep] = start;
        places[keep + 1] = end;
        length = keep + 2;
        return more;
    }

    /** In the text's order. */
    void each(Each each) {
        for (int i = 0; i < length; i += 2) {
            each.word(places[i], places[i + 1]);
        }
    }
}
