package io.vectrail.replay.web;

import io.vectrail.replay.search.ExchangeFilter;
import io.vectrail.replay.search.Exchanges;
import java.util.Set;

/** {@code GET /api/v1/exchanges}: the list, newest first. */
final class ExchangesResource implements Resource {

    private final Exchanges exchanges;

    ExchangesResource(Exchanges exchanges) {
        this.exchanges = exchanges;
    }

    @Override
    public Answer answer(Call call) {
        ExchangeFilter filter = AskedExchanges.of(call, Set.of("cursor", "limit"));
        return Answer.json(exchanges.newestFirst(
                filter, call.cursor(), call.limit(), call.person().sight()));
    }
}
