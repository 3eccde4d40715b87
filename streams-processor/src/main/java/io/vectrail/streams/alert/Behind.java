package io.vectrail.streams.alert;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.document.risk.Signal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
        long now = Stream.concat(known.stream(), Stream.of(further))
                .mapToLong(Behind::at)
                .max()
                .orElse(0);
        return Stream.concat(known.stream(), Stream.of(further))
                .sorted(Comparator.comparingDouble((Behind each) -> each.left(now, settings))
                        .reversed()
                        .thenComparing(Behind::id))
                .limit(MOST)
                .toList();
    }

    private double left(long now, RiskSettings settings) {
        return settings.decayed(score, Duration.ofMillis(now - at));
    }
}
