package io.vectrail.document.risk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.vectrail.event.RiskLevel;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.Problems;
import io.vectrail.runtime.config.StrictYaml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How scores are made and what they are called.
 *
 * @param halfLife after how long half of a caller's or a session's points are left
 * @param levels where they begin
 * @param weights points that each signal adds at most, 0 to 100
 * @param alerts when an alert is raised
 */
public record RiskSettings(Duration halfLife, Levels levels, Map<Signal, Double> weights, AlertSettings alerts) {

    /** Of a document that says nothing of risk. */
    public static final RiskSettings DEFAULT = new RiskSettings(
            Duration.ofHours(12),
            Levels.DEFAULT,
            Stream.of(Signal.values()).collect(Collectors.toMap(Function.identity(), Signal::points)),
            AlertSettings.DEFAULT);

    public RiskSettings {
        weights = new EnumMap<>(weights);
    }

    /** Points that it adds at most. */
    public double weight(Signal signal) {
        return weights.getOrDefault(signal, 0.0);
    }

    /** What a score is called. */
    public RiskLevel level(double score) {
        return levels.of(score);
    }

    /** What is left of points after a while; an instant before the time that they are of takes as much away. */
    public double decayed(double points, Duration since) {
        return left(points, since.toMillis(), halfLife.toMillis());
    }

    /** The same, of points whose half-life is told beside them; of both times in milliseconds. */
    public static double left(double points, long since, long halfLife) {
        return points * StrictMath.pow(0.5, Math.abs((double) since) / halfLife);
    }

    /** Of a document, those of its parts that concern risk. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Part(@Nullable WrittenRisk risk, AlertSettings.@Nullable Written alerts) {}

    /**
     * Reads what a published document says of risk, and nothing else of it.
     *
     * @param document its bytes
     * @return empty where that does not validate, as in a document of a later version
     */
    public static Optional<RiskSettings> of(byte[] document) {
        Problems problems = new Problems();
        try {
            Part part = StrictYaml.read("document", new String(document, StandardCharsets.UTF_8), Part.class);
            RiskSettings settings = WrittenRisk.settings(part.risk, part.alerts, problems);
            return problems.isEmpty() ? Optional.of(settings) : Optional.empty();
        } catch (ConfigurationException e) {
            return Optional.empty();
        }
    }
}
