package io.vectrail.provider;

import io.vectrail.provider.json.Shape;

/**
 * Ollama.
 *
 * <p>Source: Ollama API documentation, "Generate embeddings" (POST /api/embed), "Generate Embedding" (POST /api/embeddings) and
 * "OpenAI compatibility" (POST /v1/embeddings).
 */
final class OllamaCodec implements ProviderCodec {

    private static final Shape<ResponseDraft> FLOAT = VectorShapes.vector(VectorType.FLOAT);

    private static final Format EMBED = new Format(
            "input",
            request()
                    .field("input", RequestShapes.textsIn("input"))
                    .field("truncate", RequestShapes.structural("truncate"))
                    .field("dimensions", RequestShapes.dimensions("dimensions")),
            "embeddings",
            response().field("embeddings", VectorShapes.perInput("embeddings", FLOAT)));
    private static final Format EMBED_PROMPT = new Format(
            "prompt",
            request().field("prompt", RequestShapes.textIn("prompt")),
            "embedding",
            response().field("embedding", VectorShapes.onlyInput(FLOAT)));

    private static final Routes ROUTES = new Routes()
            .with("/api/embed", Operation.of("embed", EMBED))
            .with("/api/embeddings", Operation.of("embed-prompt", EMBED_PROMPT))
            .with("/v1/embeddings", Operation.of("embeddings", OpenAiFormat.format(OpenAiFormat.request())));

    private static Shape.Fields<RequestDraft> request() {
        return RequestShapes.body()
                .field("model", RequestShapes.model())
                .field("options", RequestShapes.structural("options"))
                .field("keep_alive", RequestShapes.structural("keep_alive"));
    }

    private static Shape.Fields<ResponseDraft> response() {
        return VectorShapes.body()
                .field("model", VectorShapes.model())
                .field("prompt_eval_count", VectorShapes.count(ResponseDraft::promptTokens));
    }

    @Override
    public String provider() {
        return "ollama";
    }

    @Override
    public Routes routes() {
        return ROUTES;
    }

    @Override
    public ErrorAnswer error(ProviderError error) {
        return ErrorBody.ofLine("error", error).answer();
    }
}
