package io.vectrail.provider;

import io.vectrail.provider.json.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** OpenAI, and servers that speak as it does: vLLM, LocalAI, LiteLLM, Mistral, Together, DeepInfra. */
final class OpenAiCodec implements ProviderCodec {

    private static final Operation EMBEDDINGS = new Operation("embeddings");

    /** OpenAI's own; without a version, as LiteLLM and LocalAI have it, too; DeepInfra's. */
    private static final Set<String> PATHS = Set.of("/v1/embeddings", "/embeddings", "/v1/openai/embeddings");

    /**
     * The way of a batch: its file goes up, it is begun, its results come down. Stores that embed files. And whatever else a
     * server may take for this route.
     */
    private static final Pattern UNSEEN =
            Pattern.compile("(/[a-z0-9]+){0,2}/(files|uploads|batches|vector_stores|pooling)(/.*)?|.*/embeddings");

    private static final Shape<RequestDraft> REQUEST = OpenAiFormat.request()
            .field("output_dtype", RequestShapes.vectorType("output_dtype", OutputTypes.BY_WORD))
            .field("output_dimension", RequestShapes.dimensions("output_dimension"));
    private static final Shape<ResponseDraft> RESPONSE = OpenAiFormat.response();

    private final Map<String, String> settings;
    private final Optional<Tokenizer> tokenizer;

    OpenAiCodec(Map<String, String> settings) {
        this.settings = settings;
        this.tokenizer = Optional.ofNullable(settings.get("tokenEncoding")).map(Tokenizer::named);
    }

    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public Optional<Operation> operation(String method, String path) {
        return method.equals("POST") && PATHS.contains(path) ? Optional.of(EMBEDDINGS) : Optional.empty();
    }

    @Override
    public boolean unseen(String method, String path) {
        return UNSEEN.matcher(path).matches();
    }

    @Override
    public Reading<EmbeddingRequest> readRequest(Operation operation, byte[] body) {
        return Readings.of(() -> RequestDraft.of(body, REQUEST, null).request("input", tokenizer));
    }

    @Override
    public Reading<EmbeddingResponse> readResponse(Operation operation, EmbeddingRequest request, byte[] body) {
        return Readings.of(() -> ResponseDraft.of(body, request, RESPONSE).response("data"));
    }

    @Override
    public byte[] error(ProviderError error) {
        return OpenAiFormat.error(error);
    }
}
