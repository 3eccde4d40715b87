package io.vectrail.policy.detect.pattern;

import java.util.ArrayList;
import java.util.List;

/** The matches of one text. */
final class Matches {

    private final List<Match> found;
    private final int most;

    /**
     * None yet.
     *
     * @param most that there may be
     * @param likely how many there will be at a guess
     */
    Matches(int most, int likely) {
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

    List<Match> found() {
        return found;
    }
}
