package io.vectrail.provider;

import io.vectrail.provider.json.Shape;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ollama.
 *
 * <p>Source: Ollama API documentation, "Generate embeddings" (POST /api/embed), "Generate Embedding" (POST /api/embeddings) and
 * "OpenAI compatibility" (POST /v1/embeddings).
 */
final class OllamaCodec implements ProviderCodec {

    /** Whatever else a server may take for these routes. */
    private static final Pattern UNSEEN = Pattern.compile(".*/(embed|embeddings)");

    private static final Shape<RequestDraft> TEXT =
            RequestShapes.text("\"input\" must be a string or an array of strings");

    private static final Routes ROUTES = new Routes()
            .with(
                    "/api/embed",
                    new Route(
                            "embed",
                            "input",
                            request()
                                    .field("input", RequestShapes.oneOrMore(TEXT))
                                    .field("truncate", RequestShapes.structural("truncate"))
                                    .field("dimensions", RequestShapes.dimensions("dimensions")),
                            "embeddings",
                            response()
                                    .field(
                                            "embeddings",
                                            VectorShapes.perInput(
                                                    "embeddings", VectorShapes.vector(VectorType.FLOAT)))))
            .with(
                    "/api/embeddings",
                    new Route(
                            "embed-prompt",
                            "prompt",
                            request().field("prompt", RequestShapes.text("\"prompt\" must be a string")),
                            "embedding",
                            response()
                                    .field("embedding", VectorShapes.onlyInput(VectorShapes.vector(VectorType.FLOAT)))))
            .with(
                    "/v1/embeddings",
                    new Route("embeddings", "input", OpenAiFormat.request(), "data", OpenAiFormat.response()));

    private static Shape.Fields<RequestDraft> request() {
        return RequestShapes.body()
                .field("model", RequestShapes.model())
                .field("options", RequestShapes.structural("options"))
                .field("keep_alive", RequestShapes.structural("keep_alive"));
    }

    private static Shape.Fields<ResponseDraft> response() {
        return Shape.<ResponseDraft>object("the response is not a JSON object")
                .field("model", VectorShapes.model())
                .field("prompt_eval_count", VectorShapes.count(ResponseDraft::promptTokens));
    }

    @Override
    public String provider() {
        return "ollama";
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
        return ROUTES.of(operation).readRequest(body, null);
    }

    @Override
    public Reading<EmbeddingResponse> readResponse(Operation operation, EmbeddingRequest request, byte[] body) {
        return ROUTES.of(operation).readResponse(request, body);
    }

    @Override
    public byte[] error(ProviderError error) {
        return new ErrorBody().with("error", ErrorBody.line(error)).bytes();
    }
}
