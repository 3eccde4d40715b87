package io.vectrail.provider;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks to have embedded.
 *
 * @param model as asked for
 * @param inputs at least one, in the request's order; the upstream answers a vector for each
 * @param others every other string of the body, in its order, so that a rule sees them all
 * @param dimensions how many components the vectors shall have; null where the request does not say, or each input for itself
 * @param vectors of what the vectors shall be made, where the answer itself does not say
 * @param tokenizers of the models that the connection knows. Asked only where tokens are counted: an encoding takes megabytes
 */
public record EmbeddingRequest(
        String model,
        List<Input> inputs,
        List<Part.Text> others,
        @Nullable Integer dimensions,
        VectorType vectors,
        Function<String, Optional<Tokenizer>> tokenizers) {

    /** Most inputs that any gateway forwards. A request that has more was refused, and nobody reads it. */
    public static final int MOST_INPUTS = 16_384;

    /** Stands for one that could not be read, where its answer can be. */
    public static final EmbeddingRequest UNREAD =
            new EmbeddingRequest("", List.of(), List.of(), null, VectorType.FLOAT);

    public EmbeddingRequest {
        inputs = List.copyOf(inputs);
        others = List.copyOf(others);
    }

    /** One whose model's tokenizer nobody knows. */
    public EmbeddingRequest(
            String model,
            List<Input> inputs,
            List<Part.Text> others,
            @Nullable Integer dimensions,
            VectorType vectors) {
        this(model, inputs, others, dimensions, vectors, Tokenizer::unknown);
    }

    /** How many components an input's vectors shall have; null where neither it nor the request says, or there is none such. */
    public @Nullable Integer dimensions(int input) {
        Integer own = input < inputs.size() ? inputs.get(input).dimensions() : null;
        return own == null ? dimensions : own;
    }

    /**
     * One input.
     *
     * @param parts at least one; a provider embeds them together
     * @param dimensions how many components its own vectors shall have; null where it does not say
     */
    public record Input(List<Part> parts, @Nullable Integer dimensions) {

        public Input {
            parts = List.copyOf(parts);
        }

        /** Its texts, a line each; empty where it has none. */
        public String text() {
            if (parts.size() == 1) {
                String only = parts.getFirst().text();
                return only == null ? "" : only;
            }
            return parts.stream().map(Part::text).filter(Objects::nonNull).collect(Collectors.joining("\n"));
        }

        /** Number of token ids that the caller sent; 0 when it sent none. */
        public int tokens() {
            int count = 0;
            for (Part part : parts) {
                count += part instanceof Part.Tokens tokens ? tokens.ids().length : 0;
            }
            return count;
        }

        /** Whether it has token ids that nobody could decode. */
        public boolean undecoded() {
            return parts.stream().anyMatch(part -> part instanceof Part.Tokens tokens && tokens.text() == null);
        }

        /** What of it is no text. */
        public List<Part.Media> media() {
            return parts.stream()
                    .filter(Part.Media.class::isInstance)
                    .map(Part.Media.class::cast)
                    .toList();
        }
    }
}
