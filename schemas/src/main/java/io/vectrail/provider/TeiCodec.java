package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hugging Face's text-embeddings-inference.
 *
 * <p>A server has one model, and serves it whatever a request names. So the connection says which it is, by the setting
 * {@code model}; {@code default} where it says nothing.
 *
 * <p>Source: text-embeddings-inference 1.9, docs/openapi.json and README.
 */
record TeiCodec(Map<String, String> settings, Routes routes) implements ProviderCodec {

    /** Where texts are embedded in other forms: at the root, in Vertex AI's, for a comparison. */
    private static final Pattern UNSEEN = Pattern.compile("/?|.*/(vertex|similarity)");

    private static final String FORMS =
            "the inputs must be a string, an array of token ids, or an array of strings and of such arrays";
    private static final Shape<RequestDraft> TEXT = RequestShapes.text(FORMS);
    private static final Shape<RequestDraft> INPUT = Shape.either(JsonToken.START_ARRAY, OpenAiFormat::ids, TEXT);

    private static final Shape<RequestDraft> REQUEST = RequestShapes.body()
            .field("inputs", TeiCodec::inputs)
            .field("normalize", RequestShapes.structural("normalize"))
            .field("truncate", RequestShapes.structural("truncate"))
            .field("truncation_direction", RequestShapes.structural("truncation_direction"))
            .field("prompt_name", RequestShapes.structural("prompt_name"))
            .field("dimensions", RequestShapes.dimensions("dimensions"));

    private static final Shape<RequestDraft> OPENAI_REQUEST = OpenAiFormat.request()
            .field("model", RequestShapes.structural("model"))
            .field("input", TeiCodec::inputs);

    private static final Shape<ResponseDraft> FLOAT = VectorShapes.vector(VectorType.FLOAT);
    private static final Format EMBED = format(FLOAT);
    private static final Format EMBED_ALL = format(VectorShapes.several("the response", FLOAT));
    private static final Format EMBED_SPARSE = format(VectorShapes.sparse());
    private static final Format EMBEDDINGS = OpenAiFormat.format(OPENAI_REQUEST);

    TeiCodec(Map<String, String> settings) {
        this(settings, routes(settings.getOrDefault("model", "default")));
    }

    private static Routes routes(String model) {
        Operation embeddings = Operation.of("embeddings", model, Set.of(), EMBEDDINGS);
        return new Routes(UNSEEN)
                .with("/embed", Operation.of("embed", model, Set.of(), EMBED))
                .with("/embed_all", Operation.of("embed-all", model, Set.of(), EMBED_ALL))
                .with("/embed_sparse", Operation.of("embed-sparse", model, Set.of(), EMBED_SPARSE))
                .with("/embeddings", embeddings)
                .with("/v1/embeddings", embeddings);
    }

    private static Format format(Shape<ResponseDraft> perInput) {
        return new Format("inputs", REQUEST, "the response", VectorShapes.perInput("the response", perInput));
    }

    private static void inputs(JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        if (!json.at(JsonToken.START_ARRAY)) {
            TEXT.read(json, draft);
            return;
        }
        int start = json.start();
        switch (json.next()) {
            case VALUE_NUMBER_INT -> OpenAiFormat.ids(json, draft, start);
            case END_ARRAY -> throw new MalformedBodyException("the inputs are empty");
            case null, default -> OpenAiFormat.rest(json, draft, INPUT);
        }
    }

    @Override
    public String provider() {
        return "tei";
    }

    @Override
    public String usageHeader() {
        return "x-compute-tokens";
    }

    @Override
    public ErrorAnswer error(ProviderError error) {
        return ErrorBody.ofLine("error", error)
                .with("error_type", type(error.status()))
                .answer();
    }

    private static String type(int status) {
        return switch (status) {
            case 429 -> "Overloaded";
            case 503 -> "Unhealthy";
            default -> status < 500 ? "Validation" : "Backend";
        };
    }
}
