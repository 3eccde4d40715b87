package io.vectrail.replay.search;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/**
 * How risky a caller is now, and how that came. Field names are the API's.
 *
 * @param caller its fields stand among these
 * @param history of a range of time, the oldest first; where there are more than 500, of each of 500 parts of it the highest
 * @param exchanges the riskiest of that range, the riskiest first; at most 20
 */
public record CallerRiskDetail(@JsonUnwrapped CallerRisk caller, List<Past> history, List<Risky> exchanges) {

    public CallerRiskDetail {
        history = List.copyOf(history);
        exchanges = List.copyOf(exchanges);
    }

    /**
     * A caller's score as it was.
     *
     * @param exchange the id of the exchange that it came with
     * @param level as the document called it by which it was scored
     */
    public record Past(Instant at, String exchange, double score, String level, List<Points> parts) {}

    /** What one signal added. */
    public record Points(String signal, double points) {}

    /** An exchange and its own score. */
    public record Risky(
            String id, Instant at, String connection, double score, String level, List<ExchangeRisk.Part> parts) {}
}
