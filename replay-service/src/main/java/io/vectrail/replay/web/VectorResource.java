package io.vectrail.replay.web;

import io.vectrail.replay.search.ExchangeLookup;
import io.vectrail.replay.search.ExchangeLookup.RecordedVector;
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
        float[] components = recorded(lookup, call).components();
        return Answer.json(new Vector(index(call), components.length, norm(components), components));
    }

    /**
     * The vector that the path names.
     *
     * @throws ProblemException when there is none, or none that the caller may see
     */
    static RecordedVector recorded(ExchangeLookup lookup, Call call) {
        return lookup.vector(call.path("id"), index(call), call.person().sight().texts())
                .orElseThrow(() -> ProblemException.notFound("no vector came back for this input"));
    }

    /** Of the input that the path names. */
    static int index(Call call) {
        String index = call.path("index");
        if (!index.matches("[0-9]{1,6}")) {
            throw ProblemException.badRequest("an index is a number from 0");
        }
        return Integer.parseInt(index);
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
