package io.vectrail.replay.web;

import io.vectrail.replay.search.Exchanges;
import io.vectrail.replay.search.Session;
import io.vectrail.replay.search.Sessions;
import java.util.Set;

/** {@code GET /api/v1/sessions/{id}} and its exchanges, oldest first. */
final class SessionResource {

    private final Sessions sessions;
    private final Exchanges exchanges;

    SessionResource(Sessions sessions, Exchanges exchanges) {
        this.sessions = sessions;
        this.exchanges = exchanges;
    }

    Answer one(Call call) {
        call.onlyParameters(Set.of());
        return Answer.json(session(call));
    }

    Answer exchanges(Call call) {
        call.onlyParameters(Set.of("cursor", "limit"));
        return Answer.json(exchanges.of(
                session(call), call.cursor(), call.limit(), call.person().sight()));
    }

    private Session session(Call call) {
        return sessions.one(call.path("id"), call.person().sight().metadata())
                .orElseThrow(() -> ProblemException.notFound(
                        "there is no session of this id; it may have been merged into an earlier one"));
    }
}
