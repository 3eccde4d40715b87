package io.vectrail.provider;

import io.vectrail.provider.json.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenAI's models in Azure, where a caller names a deployment and not a model.
 *
 * <p>Source: Azure OpenAI REST API reference, "Embeddings", of the data plane and of the v1 API.
 */
final class AzureOpenAiCodec implements ProviderCodec {

    private static final Set<String> QUERY = Set.of("api-version");

    /** The body names the deployment. */
    private static final Operation V1 = new Operation("embeddings", null, QUERY);

    private static final String V1_PATH = "/openai/v1/embeddings";

    /** Deployments are named with letters, digits, dots, underscores and hyphens; none of those needs an escape. */
    private static final Pattern DEPLOYMENT =
            Pattern.compile("/openai/deployments/([A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]++)*+)/embeddings");

    /** Batches, the files that they are made of, stores that embed files, and the API of other models. */
    private static final Pattern UNSEEN =
            Pattern.compile("/openai(/v1)?/(files|uploads|batches|vector_stores)(/.*)?|.*/embeddings");

    private static final Shape<RequestDraft> REQUEST = OpenAiFormat.request();

    /** The path names the deployment, and the body's model is heeded by nobody. */
    private static final Shape<RequestDraft> DEPLOYED =
            OpenAiFormat.request().field("model", RequestShapes.structural("model"));

    private static final Shape<ResponseDraft> RESPONSE = OpenAiFormat.response();

    private final Map<String, String> settings;
    private final Optional<Tokenizer> tokenizer;

    AzureOpenAiCodec(Map<String, String> settings) {
        this.settings = settings;
        this.tokenizer = Optional.ofNullable(settings.get("tokenEncoding")).map(Tokenizer::named);
    }

    @Override
    public String provider() {
        return "azure-openai";
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public CredentialForm credentialForm() {
        return CredentialForm.API_KEY;
    }

    @Override
    public Optional<Operation> operation(String method, String path) {
        if (!method.equals("POST")) {
            return Optional.empty();
        }
        if (path.equals(V1_PATH)) {
            return Optional.of(V1);
        }
        Matcher matcher = DEPLOYMENT.matcher(path);
        return matcher.matches() ? Optional.of(new Operation("embeddings", matcher.group(1), QUERY)) : Optional.empty();
    }

    @Override
    public boolean unseen(String method, String path) {
        return UNSEEN.matcher(path).matches();
    }

    @Override
    public Reading<EmbeddingRequest> readRequest(Operation operation, byte[] body) {
        Shape<RequestDraft> shape = operation.model() == null ? REQUEST : DEPLOYED;
        // A deployment's name tells nothing of its model, so no encoding is guessed from it.
        return Readings.of(() -> RequestDraft.of(body, shape, operation.model()).request("input", name -> tokenizer));
    }

    @Override
    public Reading<EmbeddingResponse> readResponse(Operation operation, EmbeddingRequest request, byte[] body) {
        return Readings.of(() -> ResponseDraft.of(body, request, RESPONSE).response("data"));
    }

    @Override
    public byte[] error(ProviderError error) {
        return new ErrorBody()
                .with("error", new ErrorBody().with("code", error.code()).with("message", error.message()))
                .bytes();
    }
}
