package io.vectrail.streams.scoring;

import io.vectrail.streams.alert.Behind;
import io.vectrail.streams.alert.OpenAlert;
import io.vectrail.streams.profile.Profile;
import io.vectrail.streams.risk.Strengths;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one caller.
 *
 * @param profile what it usually does
 * @param strengths what is left of its signals
 * @param told what the edges were last told
 * @param behind the exchanges that made it risky
 * @param alert null where it has none
 */
record Remembered(
        Profile profile,
        Strengths strengths,
        Told told,
        List<Behind> behind,
        @Nullable OpenAlert alert) {

    static final Remembered NOTHING = new Remembered(Profile.NONE, Strengths.NONE, Told.NOTHING, List.of(), null);

    Remembered {
        behind = List.copyOf(behind);
    }

    /**
     * What is remembered at a time: of a caller that was silent for too long only what others still hold true, which its next exchange takes back.
     */
    Remembered at(long time) {
        Profile then = profile.at(time);
        if (then.exchanges() == profile.exchanges()) {
            return this;
        }
        // Whether it is still there after that depends on when the store was looked through.
        return time - profile.last() > CallerStore.KEPT
                ? NOTHING
                : new Remembered(then, Strengths.NONE, told, List.of(), alert);
    }
}
