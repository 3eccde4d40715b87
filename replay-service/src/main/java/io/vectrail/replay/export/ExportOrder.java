package io.vectrail.replay.export;

import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.search.AskedFilter;
import io.vectrail.replay.search.ExchangeFilter;
import io.vectrail.replay.search.ExportedRows;
import java.time.Instant;
import java.util.Map;

/**
 * What somebody wants to have.
 *
 * @param owner who, by subject
 * @param address where that came from
 * @param reason why, as they said; empty where they did not
 * @param asked when; nothing that was recorded later is in it
 * @param of what a row is of; a bundle has both
 * @param filter which exchanges, as written
 * @param texts whose texts the owner might read then
 */
public record ExportOrder(
        String owner,
        String address,
        String reason,
        Instant asked,
        ExportFormat format,
        ExportedRows.Of of,
        Map<String, String> filter,
        Scope texts) {

    public ExportOrder {
        filter = Map.copyOf(filter);
    }

    /** What it means: up to when it was asked for, so that it means the same whenever it is written. */
    ExchangeFilter meant() {
        ExchangeFilter asks = AskedFilter.of(filter);
        Instant to = asks.to() == null || asks.to().isAfter(asked) ? asked : asks.to();
        return asks.between(asks.from(), to);
    }
}
