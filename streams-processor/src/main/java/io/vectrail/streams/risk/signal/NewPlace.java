package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;
import io.vectrail.streams.profile.Places.Aspect;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A connection, operation, model, client or network that was never seen of this caller: a stolen token is used from elsewhere. Each counts a part; less
 * where this caller often has something new, and nothing of a caller that is known for less than a day or 50 exchanges. Source: D. Freeman and others, Who Are You? A
 * Statistical Approach to Measuring User Authenticity, 2016 (network and client as features of a login); the parts are ours.
 */
record NewPlace() implements Measure {

    private static final double LEAST_DAYS = 1;
    private static final long LEAST_EXCHANGES = 50;

    @Override
    public Signal signal() {
        return Signal.NEW_PLACE;
    }

    @Override
    public Reading read(Evidence evidence) {
        if (evidence.before().daysKnown() < LEAST_DAYS || evidence.before().exchanges() < LEAST_EXCHANGES) {
            return Reading.NONE;
        }
        List<Aspect> unknown = evidence.before().places().unknown(evidence.now().place());
        double parts = unknown.stream().mapToDouble(NewPlace::part).sum();
        double often = evidence.before().places().fresh().value();
        // The exchange by which a caller became known is the first of these.
        return Reading.of(
                Math.min(1, parts) / Math.max(1, often),
                "never seen of this caller: %s",
                unknown.stream()
                        .map(aspect -> aspect.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    private static double part(Aspect aspect) {
        return switch (aspect) {
            case NETWORK, CLIENT -> 0.45;
            case CONNECTION, OPERATION -> 0.3;
            case MODEL -> 0.2;
        };
    }
}
