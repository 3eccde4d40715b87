package io.vectrail.replay.web;

import io.vectrail.replay.search.ExchangeLookup;
import java.util.Set;

/** {@code GET /api/v1/exchanges/{id}/vectors/{index}}: the vector that came back for one input. */
final class VectorResource implements Resource {

    private final ExchangeLookup lookup;

    VectorResource(ExchangeLookup lookup) {
        this.lookup = lookup;
    }

    /** Field names are the API's. */
    private record Vector(int index, int dimensions, double norm, float[] vector) {}

    @Override
    public Answer answer(Call call) {
        call.onlyParameters(Set.of());
        String index = call.path("index");
        if (!index.matches("[0-9]{1,6}")) {
            throw ProblemException.badRequest("an index is a number from 0");
        }
        int input = Integer.parseInt(index);
        return lookup.vector(call.path("id"), input, call.person().sight().texts())
                .map(vector -> Answer.json(new Vector(input, vector.length, norm(vector), vector)))
                .orElseThrow(() -> ProblemException.notFound("no vector came back for this input"));
    }

    /** Euclidean, in double precision. */
    private static double norm(float[] vector) {
        double sum = 0;
        for (float component : vector) {
            sum += (double) component * component;
        }
        return Math.sqrt(sum);
    }
}
