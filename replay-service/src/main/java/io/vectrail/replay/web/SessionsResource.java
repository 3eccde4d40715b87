package io.vectrail.replay.web;

import io.vectrail.replay.search.Sessions;
import java.util.Set;

/** {@code GET /api/v1/sessions}: the list, newest first. */
final class SessionsResource implements Resource {

    private static final Set<String> PARAMETERS = Set.of("subject", "connection", "from", "to", "cursor", "limit");

    private final Sessions sessions;

    SessionsResource(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Answer answer(Call call) {
        call.onlyParameters(PARAMETERS);
        Sessions.Filter filter = new Sessions.Filter(
                call.parameter("subject"), call.parameter("connection"), call.time("from"), call.time("to"));
        Call.checkRange(filter.from(), filter.to());
        return Answer.json(sessions.newestFirst(
                filter, call.cursor(), call.limit(), call.person().sight().metadata()));
    }
}
