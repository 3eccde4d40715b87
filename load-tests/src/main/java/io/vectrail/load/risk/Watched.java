package io.vectrail.load.risk;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.streams.alert.AlertRule;
import io.vectrail.streams.alert.OpenAlert;
import io.vectrail.streams.alert.Step;
import io.vectrail.streams.profile.Profile;
import io.vectrail.streams.profile.Sighting;
import io.vectrail.streams.risk.Scored;
import io.vectrail.streams.risk.Scorer;
import io.vectrail.streams.risk.Strengths;
import io.vectrail.streams.risk.Weighed;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One caller under the eyes of the gateway: its exchanges in, its score and alerts out. Not thread-safe. */
final class Watched {

    private final RiskSettings settings;
    private Profile profile = Profile.NONE;
    private Strengths strengths = Strengths.NONE;
    private @Nullable OpenAlert open;
    private long alerts;

    Watched(RiskSettings settings) {
        this.settings = settings;
    }

    /** What its caller's score is then made of. */
    Weighed see(Sighting sighting) {
        Scored scored = Scorer.score(profile, strengths, Strengths.NONE, sighting, settings);
        profile = scored.profile();
        strengths = scored.caller();
        List<Step> steps = AlertRule.decide(
                open, scored.callerBefore().score(), scored.ofCaller().score(), sighting.at(), settings, () -> "alert");
        open = AlertRule.after(open, steps);
        alerts += steps.stream().filter(Step.Raised.class::isInstance).count();
        return scored.ofCaller();
    }

    /** How many were raised so far. */
    long alerts() {
        return alerts;
    }

    Profile profile() {
        return profile;
    }

    /** The signals that make up most of a score, the largest first. */
    static String signals(Weighed score) {
        return score.parts().stream()
                .limit(5)
                .map(part -> part.signal().key() + " " + Math.round(part.points()))
                .collect(Collectors.joining(", "));
    }
}
