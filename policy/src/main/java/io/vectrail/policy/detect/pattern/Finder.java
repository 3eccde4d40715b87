package io.vectrail.policy.detect.pattern;

import java.util.List;

/** Finds patterns that it was made of. Thread-safe. */
@FunctionalInterface
public interface Finder {

    /**
     * Where the patterns match: for each of them its leftmost longest matches that do not overlap, whatever the others do.
     *
     * @return in no order between patterns; those of one pattern from left to right
     */
    List<Match> find(String text);
}
