package io.vectrail.replay.web;

import io.vectrail.replay.search.ExchangeLookup;
import java.util.Set;

/** {@code GET /api/v1/exchanges/{id}}: one exchange. */
final class ExchangeResource implements Resource {

    static final String UNKNOWN = "there is no exchange of this id in the archive; a new one takes up to two seconds";

    private final ExchangeLookup lookup;

    ExchangeResource(ExchangeLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public Answer answer(Call call) {
        call.onlyParameters(Set.of());
        return lookup.one(call.path("id"), call.person().sight())
                .map(Answer::json)
                .orElseThrow(() -> ProblemException.notFound(UNKNOWN));
    }
}
