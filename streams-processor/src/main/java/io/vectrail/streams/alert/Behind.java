package io.vectrail.streams.alert;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.document.risk.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An exchange that made its caller risky.
 *
 * @param id the exchange's
 * @param at when it arrived, milliseconds since 1970
 * @param connection the connection's name
 * @param session the session's id
 * @param score its own
 * @param met how far signals are met, the largest first; at most {@link #MOST_SIGNALS}
 */
public record Behind(String id, long at, String connection, String session, double score, List<Met> met) {

    /** So many exchanges of a caller are kept. */
    static final int MOST = 10;

    public static final int MOST_SIGNALS = 3;

    /** Less is nothing to show. */
    private static final double LEAST_SCORE = 5;

    /** How far a signal is met. */
    public record Met(Signal signal, double strength) {}

    public Behind {
        met = List.copyOf(met);
    }

    /** The riskiest of these and a further one, of what is left of their scores, the riskiest first. */
    public static List<Behind> with(List<Behind> known, Behind further, RiskSettings settings) {
        if (further.score < LEAST_SCORE) {
            return known;
        }
        long now = further.at;
        for (Behind each : known) {
            now = Math.max(now, each.at);
        }
        List<Ranked> ranked = new ArrayList<>(known.size() + 1);
        for (Behind each : known) {
            ranked.add(Ranked.of(each, now, settings));
        }
        ranked.add(Ranked.of(further, now, settings));
        ranked.sort(Comparator.comparingDouble(Ranked::left).reversed().thenComparing(each -> each.behind.id));
        return ranked.stream().limit(MOST).map(Ranked::behind).toList();
    }

    /** With what is left of its score. */
    private record Ranked(Behind behind, double left) {

        static Ranked of(Behind each, long now, RiskSettings settings) {
            return new Ranked(each, settings.decayed(each.score, Duration.ofMillis(now - each.at)));
        }
    }
}
