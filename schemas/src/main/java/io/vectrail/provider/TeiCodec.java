package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Hugging Face's text-embeddings-inference.
 *
 * <p>A server has one model, and serves it whatever a request names. So the connection says which it is, by the setting
 * {@code model}; {@code default} where it says nothing.
 *
 * <p>Source: text-embeddings-inference 1.9, docs/openapi.json and README.
 */
final class TeiCodec implements ProviderCodec {

    /**
     * Where texts are embedded in other forms: at the root, in SageMaker's and Vertex AI's, for a comparison. And whatever else a
     * server may take for these routes.
     */
    private static final Pattern UNSEEN =
            Pattern.compile("/?|.*/(embed|embed_all|embed_sparse|embeddings|invocations|vertex|similarity)");

    private static final String FORMS =
            "the inputs must be a string, an array of token ids, or an array of strings and of such arrays";
    private static final Shape<RequestDraft> TEXT = RequestShapes.text(FORMS);

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
    private static final Route OPENAI =
            new Route("embeddings", "input", OPENAI_REQUEST, "data", OpenAiFormat.response());

    private static final Routes ROUTES = new Routes()
            .with("/embed", route("embed", FLOAT))
            .with("/embed_all", route("embed-all", VectorShapes.several("the response", FLOAT)))
            .with("/embed_sparse", route("embed-sparse", VectorShapes.sparse()))
            .with("/embeddings", OPENAI)
            .with("/v1/embeddings", OPENAI);

    private final Map<String, String> settings;

    TeiCodec(Map<String, String> settings) {
        this.settings = settings;
    }

    private static Route route(String name, Shape<ResponseDraft> perInput) {
        return new Route(name, "inputs", REQUEST, "the response", VectorShapes.perInput("the response", perInput));
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
            case null, default -> OpenAiFormat.rest(json, draft, TeiCodec::input);
        }
    }

    private static void input(JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        if (json.at(JsonToken.START_ARRAY)) {
            OpenAiFormat.ids(json, draft);
        } else {
            TEXT.read(json, draft);
        }
    }

    @Override
    public String provider() {
        return "tei";
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public Optional<Operation> operation(String method, String path) {
        return ROUTES.operation(method, path);
    }

    @Override
    public boolean unseen(String method, String path) {
        return UNSEEN.matcher(path).matches();
    }

    @Override
    public Reading<EmbeddingRequest> readRequest(Operation operation, byte[] body) {
        return ROUTES.of(operation).readRequest(body, settings.getOrDefault("model", "default"));
    }

    @Override
    public Reading<EmbeddingResponse> readResponse(Operation operation, EmbeddingRequest request, byte[] body) {
        return ROUTES.of(operation).readResponse(request, body);
    }

    @Override
    public String usageHeader() {
        return "x-compute-tokens";
    }

    @Override
    public byte[] error(ProviderError error) {
        return new ErrorBody()
                .with("error", ErrorBody.line(error))
                .with("error_type", type(error.status()))
                .bytes();
    }

    private static String type(int status) {
        return switch (status) {
            case 429 -> "Overloaded";
            case 503 -> "Unhealthy";
            default -> status < 500 ? "Validation" : "Backend";
        };
    }
}
