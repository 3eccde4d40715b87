package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import java.time.Clock;

/** What the archive is read by. */
public record Records(
        Exchanges exchanges,
        ExchangeCounts counts,
        ExchangeLookup lookup,
        Sessions sessions,
        Chains chains,
        Impact impact,
        Accesses accesses) {

    public static Records in(ClickHouse clickHouse, Clock clock) {
        return new Records(
                new Exchanges(clickHouse),
                new ExchangeCounts(clickHouse, clock),
                new ExchangeLookup(clickHouse),
                new Sessions(clickHouse),
                new Chains(clickHouse),
                new Impact(clickHouse),
                new Accesses(clickHouse));
    }
}
