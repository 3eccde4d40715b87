package io.vectrail.streams.risk;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.document.risk.Signal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far signals are met, of what is left of them: of each the highest, halved in each half-life. What comes late counts as much as is left of it.
 *
 * @param at the time to which they have decayed, milliseconds since 1970
 * @param bySignal 0 to 1; a signal that is not there is not met
 */
public record Strengths(long at, Map<Signal, Double> bySignal) {

    public static final Strengths NONE = new Strengths(0, Map.of());

    /** What is hardly left is nothing. */
    private static final double LEAST = 0.001;

    public Strengths {
        EnumMap<Signal, Double> copy = new EnumMap<>(Signal.class);
        copy.putAll(bySignal);
        bySignal = copy;
    }

    /** At a later time; at an earlier one these. */
    public Strengths at(long time, RiskSettings settings) {
        return time <= at ? this : new Strengths(time, decayed(bySignal, time - at, settings));
    }

    /** Of each signal the higher of both, at the later time of both. */
    public Strengths or(Strengths other, RiskSettings settings) {
        if (other.bySignal.isEmpty() && other.at <= at) {
            return this;
        }
        long time = Math.max(at, other.at);
        Map<Signal, Double> highest = new EnumMap<>(Signal.class);
        highest.putAll(decayed(bySignal, time - at, settings));
        decayed(other.bySignal, time - other.at, settings)
                .forEach((signal, strength) -> highest.merge(signal, strength, Math::max));
        return new Strengths(time, highest);
    }

    private static Map<Signal, Double> decayed(Map<Signal, Double> strengths, long millis, RiskSettings settings) {
        if (millis == 0) {
            return strengths;
        }
        double left = settings.decayed(1, Duration.ofMillis(millis));
        Map<Signal, Double> all = new EnumMap<>(Signal.class);
        strengths.forEach((signal, strength) -> {
            if (strength * left >= LEAST) {
                all.put(signal, strength * left);
            }
        });
        return all;
    }
}
