package io.vectrail.policy.detect.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The matches of one text. */
final class Matches {

    private final List<Match> found;
    private final IntPredicate wanted;
    private final int most;

    /**
     * None yet.
     *
     * @param wanted which patterns' matches are of use
     * @param most that there may be
     * @param likely how many there will be at a guess
     */
    Matches(IntPredicate wanted, int most, int likely) {
        this.wanted = wanted;
        this.most = most;
        this.found = new ArrayList<>(likely);
    }

    /** @throws TooManyMatchesException where there are as many as there may be */
    void add(Match match) {
        if (found.size() == most) {
            throw TooManyMatchesException.places();
        }
        found.add(match);
    }

    boolean wanted(int pattern) {
        return wanted.test(pattern);
    }

    List<Match> found() {
        return found;
    }
}
