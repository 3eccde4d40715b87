package io.vectrail.replay.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An exchange in a list.
 *
 * @param inputs number of its texts
 * @param risk null: not scored
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
        @Nullable String session) {}
