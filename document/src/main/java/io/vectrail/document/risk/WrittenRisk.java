package io.vectrail.document.risk;

import io.vectrail.runtime.config.Problems;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a document says of risk, as written.
 *
 * @param halfLife after how long half of a caller's or a session's points are left, 1 minute to 30 days. Default 12 hours
 * @param levels where they begin
 * @param weights points that a signal adds at most, by its key, 0 to 100; 0: it does not count
 */
public record WrittenRisk(
        @Nullable Duration halfLife,
        Levels.@Nullable Written levels,
        @Nullable Map<String, Double> weights) {

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(30);
    private static final double MOST_POINTS = 100;

    /**
     * What counts.
     *
     * @param alerts what stands beside it; null where nothing does
     * @param document its problems: where it is noted what does not validate
     */
    public static RiskSettings settings(
            @Nullable WrittenRisk risk, AlertSettings.@Nullable Written alerts, Problems document) {
        WrittenRisk written = risk == null ? new WrittenRisk(null, null, null) : risk;
        Problems problems = document.at("risk");
        Duration half = written.halfLife == null ? RiskSettings.DEFAULT.halfLife() : written.halfLife;
        problems.at("halfLife")
                .check(half.compareTo(LEAST) >= 0 && half.compareTo(MOST) <= 0, "must be a duration from 1m to 30d");
        return new RiskSettings(
                half,
                written.levels == null ? Levels.DEFAULT : written.levels.levels(problems.at("levels")),
                written.weights(problems.at("weights")),
                alerts == null ? AlertSettings.DEFAULT : alerts.settings(document.at("alerts")));
    }

    private Map<Signal, Double> weights(Problems problems) {
        Map<Signal, Double> all = new EnumMap<>(Signal.class);
        for (Signal signal : Signal.values()) {
            all.put(signal, signal.points());
        }
        Map<String, Double> given = weights == null ? Map.of() : weights;
        given.forEach((key, points) -> {
            Signal.of(key)
                    .ifPresentOrElse(
                            signal -> all.put(signal, points),
                            () -> problems.at(key).add("is no signal; there are " + signals()));
            problems.at(key).check(points >= 0 && points <= MOST_POINTS, "must be 0 to 100");
        });
        return all;
    }

    private static String signals() {
        return Stream.of(Signal.values()).map(Signal::key).collect(Collectors.joining(", "));
    }
}
