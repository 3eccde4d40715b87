package io.vectrail.provider;

import io.vectrail.provider.EmbeddingRequest.Input;
import io.vectrail.provider.Part.Role;
import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What has been read of a request so far. Shapes fill it; a codec makes a request of it. */
final class RequestDraft {

    private static final int MOST_OTHERS = 16_384;
    private static final int MOST_PARTS = 256;

    /** Each is recorded with its type and its hash, and the record must fit into Kafka. */
    private static final int MOST_MEDIA = 1024;

    /** OpenAI takes 300,000. Each may stand for a hundred characters. */
    private static final int MOST_TOKENS = 1 << 19;

    private final int mostInputs;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Part.Text> others = new ArrayList<>();
    private @Nullable List<Part> open;
    private @Nullable Integer openDimensions;
    private @Nullable String model;
    private boolean modelOptional;
    private @Nullable Integer dimensions;
    private @Nullable Integer inputDimensions;
    private boolean dimensionsDiffer;
    private VectorType vectors = VectorType.FLOAT;
    private int media;
    private int tokens;

    private RequestDraft(@Nullable String model, int mostInputs) {
        this.model = model;
        this.mostInputs = mostInputs;
    }

    /**
     * Reads a body whole.
     *
     * @param model what the path or the connection names; null where the body names it
     * @param mostInputs with one more it is not read any further
     */
    static RequestDraft of(byte[] body, Shape<RequestDraft> shape, @Nullable String model, int mostInputs)
            throws MalformedBodyException {
        RequestDraft draft = new RequestDraft(model, mostInputs);
        JsonCursor.read("the body", body, shape, draft);
        return draft;
    }

    /**
     * The request.
     *
     * @param field what the codec calls the inputs, for the error where there are none
     * @param tokenizers for token ids, by the model that is asked for
     */
    EmbeddingRequest request(String field, Function<String, Optional<Tokenizer>> tokenizers)
            throws MalformedBodyException {
        String name = model == null ? "" : model;
        if (name.isEmpty() && !modelOptional) {
            throw new MalformedBodyException("\"model\" is missing");
        }
        if (inputs.isEmpty()) {
            throw new MalformedBodyException("\"" + field + "\" is missing or empty");
        }
        return new EmbeddingRequest(name, decoded(name, tokenizers), others, commonDimensions(), vectors, tokenizers);
    }

    /** None where inputs ask for different ones. */
    private @Nullable Integer commonDimensions() {
        return dimensions != null || dimensionsDiffer ? dimensions : inputDimensions;
    }

    private List<Input> decoded(String name, Function<String, Optional<Tokenizer>> tokenizers)
            throws MalformedBodyException {
        if (inputs.stream().noneMatch(RequestDraft::ofTokens)) {
            return inputs;
        }
        Optional<Tokenizer> tokenizer = tokenizers.apply(name);
        List<Input> decoded = new ArrayList<>(inputs.size());
        for (Input input : inputs) {
            decoded.add(
                    input.parts().getFirst() instanceof Part.Tokens tokens
                            ? new Input(List.of(decoded(tokens, tokenizer)), null)
                            : input);
        }
        return decoded;
    }

    private static boolean ofTokens(Input input) {
        return input.parts().getFirst() instanceof Part.Tokens;
    }

    private static Part decoded(Part.Tokens raw, Optional<Tokenizer> tokenizer) throws MalformedBodyException {
        if (tokenizer.isEmpty()) {
            return raw;
        }
        String text = tokenizer.get().decode(raw.ids());
        return new Part.Tokens(raw.ids(), tokenizer.get(), text, raw.start(), raw.end());
    }

    @Nullable
    String model() {
        return model;
    }

    void model(String name) {
        model = name;
    }

    /** The provider takes one of its own where none is named. Its name stays empty: a list of models permits it by "*" alone. */
    void modelOptional() {
        modelOptional = true;
    }

    /** How many inputs have been read. */
    int inputs() {
        return inputs.size();
    }

    /** Of the input that is open or, where none is, of all. */
    void dimensions(int count) {
        if (open == null) {
            dimensions = count;
        } else {
            openDimensions = count;
        }
    }

    void vectors(VectorType type) {
        vectors = type;
    }

    /** A part of the input that is open or, where none is, an input of its own. */
    void part(Part part) throws MalformedBodyException {
        if (part instanceof Part.Media && ++media > MOST_MEDIA) {
            throw new MalformedBodyException("the body has more than " + MOST_MEDIA
                    + " images and other media; send fewer of them in a request, and more requests");
        }
        if (open == null) {
            oneMore();
            inputs.add(new Input(List.of(part), null));
            return;
        }
        if (open.size() == MOST_PARTS) {
            throw new MalformedBodyException(
                    "an input has more than " + MOST_PARTS + " parts; send them as several inputs");
        }
        open.add(part);
    }

    /** What the shape reads is one input, however many parts it has. */
    void input(JsonCursor json, Shape<RequestDraft> shape) throws IOException, MalformedBodyException {
        oneMore();
        List<Part> parts = new ArrayList<>(2);
        open = parts;
        openDimensions = null;
        shape.read(json, this);
        open = null;
        if (parts.isEmpty()) {
            throw new MalformedBodyException("an input has neither text nor anything else that could be embedded");
        }
        dimensionsDiffer |= !inputs.isEmpty() && !Objects.equals(inputDimensions, openDimensions);
        inputDimensions = openDimensions;
        inputs.add(new Input(parts, openDimensions));
    }

    private void oneMore() throws MalformedBodyException {
        if (inputs.size() >= mostInputs) {
            throw new MalformedBodyException("the request has more than " + mostInputs
                    + " inputs, and its connection takes no more; send them in several requests");
        }
    }

    /** Another token id comes now. */
    void token() throws MalformedBodyException {
        if (++tokens > MOST_TOKENS) {
            throw new MalformedBodyException(
                    "the request has more than " + MOST_TOKENS + " token ids; send them in several requests");
        }
    }

    void other(Role role, String field, String text, int start, int end) throws MalformedBodyException {
        if (others.size() == MOST_OTHERS) {
            throw new MalformedBodyException("the body has more than " + MOST_OTHERS + " strings beside its inputs");
        }
        others.add(new Part.Text(role, field, text, start, end));
    }
}
