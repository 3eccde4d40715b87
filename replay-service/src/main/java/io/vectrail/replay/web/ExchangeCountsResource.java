package io.vectrail.replay.web;

import io.vectrail.replay.search.ExchangeCounts;
import java.util.Set;

/** {@code GET /api/v1/exchanges/counts}: how many exchanges a list has, over time and by the values of fields. */
final class ExchangeCountsResource implements Resource {

    private final ExchangeCounts counts;

    ExchangeCountsResource(ExchangeCounts counts) {
        this.counts = counts;
    }

    @Override
    public Answer answer(Call call) {
        return Answer.json(
                counts.of(AskedExchanges.of(call, Set.of()), call.person().sight()));
    }
}
