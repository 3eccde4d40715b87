package io.vectrail.provider;

import java.util.List;

/**
 * What a caller asks to have embedded.
 *
 * @param model as asked for
 * @param inputs at least one, in the request's order
 */
public record EmbeddingRequest(String model, List<Input> inputs) {

    /** Most inputs that any gateway forwards, and that are kept of a request that it refused. */
    public static final int MOST_INPUTS = 16_384;

    public EmbeddingRequest {
        inputs = List.copyOf(inputs);
    }

    /**
     * One input.
     *
     * @param text the text itself or, for token ids, what they decode to
     * @param tokens number of token ids that the caller sent; 0 when it sent text
     */
    public record Input(String text, int tokens) {

        static Input ofText(String text) {
            return new Input(text, 0);
        }
    }
}
