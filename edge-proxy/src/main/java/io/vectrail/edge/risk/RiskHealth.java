package io.vectrail.edge.risk;

import io.vectrail.runtime.health.Condition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the operator is told of scores: how many there are, and whether they are of now. */
final class RiskHealth {

    private RiskHealth() {}

    /** @param away why the topic is not read at present; null while it is */
    static Condition condition(RiskScores scores, @Nullable String away) {
        String known = known(scores);
        if (away != null) {
            return new Condition.Degraded(
                    known + " from before, and decay; what was scored since is not known: Kafka or the"
                            + " registry cannot be read: " + away);
        }
        Optional<Staleness> staleness = scores.staleness();
        if (staleness.isEmpty()) {
            return new Condition.Degraded(
                    known + ", and nobody derives them: no streams processor was ever heard of;" + " start one");
        }
        Staleness worst = staleness.get();
        return worst.stale()
                ? new Condition.Degraded(known + " from before, and decay: " + worst
                        + "; see the streams processor, and whether the clocks agree")
                : new Condition.Up(known + "; " + worst);
    }

    private static String known(RiskScores scores) {
        String callers = scores.callers() + " callers have scores";
        if (scores.pushedOut() > 0) {
            callers += ", the lowest are forgotten since there are too many";
        }
        return scores.unusable() == 0 ? callers : callers + ", " + scores.unusable() + " records could not be used";
    }
}
