package io.vectrail.policy.detect.pattern;

import java.util.List;
import java.util.function.IntPredicate;

/** Finds patterns that it was made of. Thread-safe. */
@FunctionalInterface
public interface Finder {

    /**
     * Where the patterns match: for each of them its leftmost longest matches that do not overlap, whatever the others do.
     *
     * @param wanted asked about a pattern that matches, perhaps again and again: whether its matches are of use
     * @return in no order between patterns; those of one pattern from left to right
     */
    List<Match> find(String text, IntPredicate wanted);

    /** The same of all patterns. */
    default List<Match> find(String text) {
        return find(text, pattern -> true);
    }
}
