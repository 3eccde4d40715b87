package io.vectrail.replay.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An exchange in a list.
 *
 * @param inputs number of its texts
 * @param risk its score, 0 to 100; null: not scored
 * @param preview first characters of its first text; null for those who may not read texts
 * @param session the name that the caller gave
 */
public record ExchangeSummary(
        String id,
        Instant time,
        String subject,
        String connection,
        String model,
        String decision,
        String outcome,
        int status,
        int inputs,
        @Nullable Integer risk,
        @Nullable String preview,
        @Nullable String session) {

    /** The same with its score. */
    ExchangeSummary scored(@Nullable Integer score) {
        return new ExchangeSummary(
                id, time, subject, connection, model, decision, outcome, status, inputs, score, preview, session);
    }
}
