package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import java.time.Clock;

/** What the archive is read by. */
public record Records(
        Exchanges exchanges,
        ExchangeCounts counts,
        ExchangeLookup lookup,
        NearestVectors nearest,
        VectorComparison comparison,
        VectorMap map,
        Sessions sessions,
        Chains chains,
        Impact impact,
        Accesses accesses) {

    public static Records in(ClickHouse clickHouse, Clock clock) {
        Exchanges exchanges = new Exchanges(clickHouse);
        return new Records(
                exchanges,
                new ExchangeCounts(clickHouse, clock),
                new ExchangeLookup(clickHouse),
                new NearestVectors(clickHouse, exchanges),
                new VectorComparison(clickHouse),
                new VectorMap(clickHouse),
                new Sessions(clickHouse),
                new Chains(clickHouse),
                new Impact(clickHouse),
                new Accesses(clickHouse));
    }
}
