package io.vectrail.provider;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider answered.
 *
 * @param model as the provider names it; empty where it does not
 * @param vectors in the inputs' order and, for each, in the answer's; several of one input where it was embedded in several
 *     types or token by token
 * @param inputs for how many inputs there are vectors
 * @param promptTokens the provider's count; null where it gave none
 * @param totalTokens the provider's count; null where it gave none
 */
public record EmbeddingResponse(
        String model,
        List<Vector> vectors,
        int inputs,
        @Nullable Long promptTokens,
        @Nullable Long totalTokens) {

    private static final float[] NONE = {};

    public EmbeddingResponse {
        vectors = List.copyOf(vectors);
    }

    /**
     * One vector for each input, in the first {@link VectorType} that there is. It is empty where an input has several of that
     * type, or only a sparse one: none of them stands for it.
     */
    public List<float[]> onePerInput() {
        List<float[]> chosen = new ArrayList<>(inputs);
        VectorType type =
                vectors.stream().map(Vector::type).min(Enum::compareTo).orElse(VectorType.SPARSE);
        int at = 0;
        for (int input = 0; input < inputs; input++) {
            float[] only = null;
            boolean several = false;
            for (; at < vectors.size() && vectors.get(at).item() == input; at++) {
                if (vectors.get(at).type() == type) {
                    several = only != null;
                    only = vectors.get(at).components();
                }
            }
            chosen.add(only == null || several || type == VectorType.SPARSE ? NONE : only);
        }
        return chosen;
    }
}
