package io.vectrail.replay.web;

import io.vectrail.event.Side;
import io.vectrail.replay.search.ExchangeLookup;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code GET /api/v1/exchanges/{id}/request} and {@code …/response}: the bytes as they were recorded. They are somebody
 * else's: a browser is told to save and never to show them.
 */
final class BodyResource implements Resource {

    private final ExchangeLookup lookup;
    private final Side side;

    BodyResource(ExchangeLookup lookup, Side side) {
        this.lookup = lookup;
        this.side = side;
    }

    @Override
    public Answer answer(Call call) {
        call.onlyParameters(Set.of());
        String id = call.path("id");
        ExchangeLookup.Body body = lookup.body(id, side, call.person().sight().texts())
                .orElseThrow(() -> ProblemException.notFound(
                        "no bytes of this body are kept; the exchange's bodies say why in state"));
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Disposition", "attachment; filename=\"" + name(id) + "\"");
        headers.put("X-Vectrail-Media-Type", printable(body.mediaType() == null ? "" : body.mediaType()));
        return new Answer.Parts(
                "application/octet-stream", body.size(), body.parts(), part -> lookup.part(body, part), headers);
    }

    private String name(String id) {
        return id.replaceAll("[^A-Za-z0-9-]", "_") + "-" + side.name().toLowerCase(Locale.ROOT);
    }

    /** A recorded header must not become a header of its own here. */
    private static String printable(String recorded) {
        return recorded.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
