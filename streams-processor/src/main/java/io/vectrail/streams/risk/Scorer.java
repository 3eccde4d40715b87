package io.vectrail.streams.risk;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.document.risk.Signal;
import io.vectrail.streams.profile.Profile;
import io.vectrail.streams.profile.Sighting;
import io.vectrail.streams.risk.signal.Evidence;
import io.vectrail.streams.risk.signal.Measure;
import io.vectrail.streams.risk.signal.Reading;
import java.util.EnumMap;
import java.util.Map;

/** Scores an exchange. Pure: what is known and the exchange in, what it came to out. */
public final class Scorer {

    private Scorer() {}

    /**
     * What an exchange comes to.
     *
     * @param known the caller's profile so far
     * @param caller what is left of the caller's signals
     * @param session what is left of the session's
     * @param now the exchange
     * @param settings of the document that it carries
     */
    public static Scored score(
            Profile known, Strengths caller, Strengths session, Sighting now, RiskSettings settings) {
        Profile before = known.at(now.at());
        Profile after = before.with(now);
        Evidence evidence = new Evidence(before, now, after);
        Map<Signal, Double> strengths = new EnumMap<>(Signal.class);
        Map<Signal, String> reasons = new EnumMap<>(Signal.class);
        for (Measure measure : Measure.ALL) {
            // Also one without weight: by another document it may have some, and this has to be known then.
            Reading reading = measure.read(evidence);
            if (reading.strength() > 0) {
                strengths.put(measure.signal(), reading.strength());
                reasons.put(measure.signal(), reading.reason());
            }
        }
        Strengths here = new Strengths(now.at(), strengths);
        Strengths callersThen = caller.at(now.at(), settings);
        Strengths callersNow = caller.or(here, settings);
        Strengths sessionsNow = session.or(here, settings);
        return new Scored(
                after,
                callersNow,
                sessionsNow,
                Weighed.of(strengths, reasons, settings),
                Weighed.of(sessionsNow, settings),
                Weighed.of(callersNow, settings),
                Weighed.of(callersThen, settings));
    }
}
