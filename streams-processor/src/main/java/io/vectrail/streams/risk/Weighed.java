package io.vectrail.streams.risk;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.document.risk.Signal;
import io.vectrail.event.Risk;
import io.vectrail.event.RiskLevel;
import io.vectrail.event.RiskPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A score and what it is made of.
 *
 * @param parts those that add something, the largest first
 * @param points of all of them together
 * @param level what the document calls the score
 */
public record Weighed(List<Part> parts, double points, RiskLevel level) {

    private static final double MOST = 100;

    /**
     * What one signal adds.
     *
     * @param strength 0 to 1
     * @param weight the points that it adds where it is fully met
     * @param reason empty where none is kept
     */
    public record Part(Signal signal, double strength, double weight, String reason) {

        /** The points that it adds. */
        public double points() {
            return strength * weight;
        }

        RiskPart event() {
            return new RiskPart(signal.key(), strength, weight, points(), reason);
        }
    }

    public Weighed {
        parts = List.copyOf(parts);
    }

    /** @param reasons of the signals that have one */
    static Weighed of(Map<Signal, Double> strengths, Map<Signal, String> reasons, RiskSettings settings) {
        List<Part> parts = new ArrayList<>();
        double points = 0;
        for (Signal signal : Signal.values()) {
            double strength = strengths.getOrDefault(signal, 0.0);
            Part part = new Part(signal, strength, settings.weight(signal), reasons.getOrDefault(signal, ""));
            if (part.points() > 0) {
                points += part.points();
                parts.add(part);
            }
        }
        parts.sort(Comparator.comparingDouble(Part::points).reversed().thenComparing(Part::signal));
        return new Weighed(parts, points, settings.level(Math.min(MOST, points)));
    }

    static Weighed of(Strengths strengths, RiskSettings settings) {
        return of(strengths.bySignal(), Map.of(), settings);
    }

    /** 0 to 100. */
    public double score() {
        return Math.min(MOST, points);
    }

    /** As it is recorded. */
    public Risk event() {
        return new Risk(score(), level, partEvents(parts.size()));
    }

    /** The largest parts, as they are recorded. */
    public List<RiskPart> partEvents(int most) {
        return parts.stream().limit(most).map(Part::event).toList();
    }
}
