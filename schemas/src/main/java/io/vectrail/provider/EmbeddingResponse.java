package io.vectrail.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider answered.
 *
 * @param model as the provider names it; empty where it does not
 * @param vectors one per input, in the inputs' order, each of at most {@link #MOST_DIMENSIONS} float32 components
 * @param promptTokens the provider's count; null where it gave none
 * @param totalTokens the provider's count; null where it gave none
 */
public record EmbeddingResponse(
        String model,
        List<float[]> vectors,
        @Nullable Long promptTokens,
        @Nullable Long totalTokens) {

    /** Several times what any model has; an answer with a longer vector is not read. */
    public static final int MOST_DIMENSIONS = 65_536;

    public EmbeddingResponse {
        vectors = List.copyOf(vectors);
    }
}
