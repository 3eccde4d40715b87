package io.vectrail.replay.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which exchanges a list is of; null means any.
 *
 * @param words what their texts hold
 * @param model a trailing * stands for anything
 * @param decision the record's symbol, such as ALLOW
 * @param outcome the record's symbol, such as COMPLETED
 * @param approval id of the approval that they were held for, went on by, or were refused under
 * @param minRisk the least score, 0 to 100, as lists have it; what was not scored is not there then
 * @param from first time, inclusive
 * @param to last time, exclusive
 */
public record ExchangeFilter(
        @Nullable Words words,
        @Nullable String subject,
        @Nullable String connection,
        @Nullable String model,
        @Nullable String decision,
        @Nullable String outcome,
        @Nullable String approval,
        @Nullable Integer minRisk,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** All of them. */
    public static final ExchangeFilter ANY =
            new ExchangeFilter(null, null, null, null, null, null, null, null, null, null);
}
