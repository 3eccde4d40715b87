package io.vectrail.replay.web;

import io.vectrail.replay.search.VectorMap;
import java.util.Set;

/** {@code GET /api/v1/vectors/map}: the vectors of exchanges as points of a plane. */
final class VectorMapResource implements Resource {

    private final VectorMap map;

    VectorMapResource(VectorMap map) {
        this.map = map;
    }

    @Override
    public Answer answer(Call call) {
        return Answer.json(
                map.of(AskedExchanges.of(call, Set.of()), call.person().sight().texts()));
    }
}
