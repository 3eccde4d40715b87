package io.vectrail.replay.search;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How risky a caller is held to be now. Field names are the API's.
 *
 * @param score 0 to 100: what is left now of their latest one
 * @param level as the document in force calls it
 * @param at when that was: when their latest scored exchange came
 * @param parts the largest first, of each what is left now
 * @param exchange the id of that exchange
 * @param session of its session; null where that is not known
 * @param connection of its connection
 */
public record CallerRisk(
        String subject,
        double score,
        String level,
        Instant at,
        List<Part> parts,
        String exchange,
        @Nullable String session,
        String connection) {

    public CallerRisk {
        parts = List.copyOf(parts);
    }

    /**
     * What one signal adds.
     *
     * @param strength how far it is met, 0 to 1
     * @param weight points that it adds where it is fully met
     * @param points that it adds
     */
    public record Part(String signal, double strength, double weight, double points) {}
}
