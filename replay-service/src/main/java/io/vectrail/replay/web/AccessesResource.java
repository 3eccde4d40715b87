package io.vectrail.replay.web;

import io.vectrail.replay.search.Accesses;
import java.util.Locale;
import java.util.Set;

/** {@code GET /api/v1/access}: who did or saw what, newest first. */
final class AccessesResource implements Resource {

    private static final Set<String> PARAMETERS = Set.of("actor", "action", "object", "from", "to", "cursor", "limit");

    private final Accesses accesses;

    AccessesResource(Accesses accesses) {
        this.accesses = accesses;
    }

    @Override
    public Answer answer(Call call) {
        call.onlyParameters(PARAMETERS);
        String action = call.parameter("action");
        Accesses.Filter filter = new Accesses.Filter(
                call.parameter("actor"),
                action == null ? null : action.toUpperCase(Locale.ROOT),
                call.parameter("object"),
                call.time("from"),
                call.time("to"));
        Call.checkRange(filter.from(), filter.to());
        return Answer.json(accesses.newestFirst(filter, call.cursor(), call.limit()));
    }
}
