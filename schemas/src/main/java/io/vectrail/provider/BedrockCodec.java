package io.vectrail.provider;

import io.vectrail.provider.json.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Amazon Bedrock, where the model that the path names decides what the bodies are.
 *
 * <p>Source: Amazon Bedrock API Reference, "InvokeModel" (POST /model/modelId/invoke).
 */
final class BedrockCodec implements ProviderCodec {

    /** A model's name needs no other encoding than of its colons and slashes, and so has none. */
    private static final Pattern INVOKE = Pattern.compile("/model/((?:[A-Za-z0-9._:-]|%3[Aa]|%2[Ff])+)/invoke");

    /** Whole, of a region or several, or by its ARN. Other ARNs do not tell which model stands behind them. */
    private static final String ANYWHERE =
            "(?:arn:aws[a-z-]*:bedrock:[a-z0-9-]+:[0-9]*:(?:foundation-model|inference-profile)/)?(?:[a-z][a-z-]*\\.)?";

    /** Jobs; and models that embed, by their name, or may, since an ARN does not say, under whatever route is not read here. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("/(model-invocation-job|async-invoke).*|/model/(arn:|.*embed).*");

    /**
     * What some models take and answer.
     *
     * @param inputs the field that has the inputs
     * @param vectors the field that has the vectors
     */
    private record Format(
            Pattern models,
            String inputs,
            Shape<RequestDraft> request,
            String vectors,
            Shape<ResponseDraft> response) {}

    private static final List<Format> FORMATS = List.of(
            titan("(text|g1-text)", TitanFormat.textRequest()),
            titan("image", TitanFormat.imageRequest()),
            cohere("(english|multilingual)-v3", CohereFormat.request()),
            cohere("v4", CohereFormat.requestOfParts()));

    private final Map<String, String> settings;

    BedrockCodec(Map<String, String> settings) {
        this.settings = settings;
    }

    @Override
    public String provider() {
        return "bedrock";
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public CredentialForm credentialForm() {
        return CredentialForm.AWS_SIGNATURE;
    }

    @Override
    public Optional<Operation> operation(String method, String path) {
        Matcher invoke = INVOKE.matcher(path);
        if (!method.equals("POST") || !invoke.matches()) {
            return Optional.empty();
        }
        String model = invoke.group(1).replaceAll("%3[Aa]", ":").replaceAll("%2[Ff]", "/");
        return format(model).map(known -> new Operation("invoke", model, Set.of()));
    }

    @Override
    public boolean unseen(String method, String path) {
        return operation(method, path).isEmpty()
                && ELSEWHERE.matcher(path.toLowerCase(Locale.ROOT)).matches();
    }

    @Override
    public Reading<EmbeddingRequest> readRequest(Operation operation, byte[] body) {
        Format format = format(operation.model()).orElseThrow();
        return Readings.of(() ->
                RequestDraft.of(body, format.request(), operation.model()).request(format.inputs(), Optional.empty()));
    }

    @Override
    public Reading<EmbeddingResponse> readResponse(Operation operation, EmbeddingRequest request, byte[] body) {
        Format format = format(operation.model()).orElseThrow();
        return Readings.of(
                () -> ResponseDraft.of(body, request, format.response()).response(format.vectors()));
    }

    private static Format titan(String names, Shape<RequestDraft> request) {
        Pattern models = Pattern.compile(ANYWHERE + "amazon\\.titan-embed-" + names + "-[a-z0-9.:-]+");
        return new Format(models, "inputText", request, "embedding", TitanFormat.response());
    }

    private static Format cohere(String names, Shape<RequestDraft> request) {
        Pattern models = Pattern.compile(ANYWHERE + "cohere\\.embed-" + names + "[a-z0-9.:-]*");
        return new Format(models, "texts", request, "embeddings", CohereFormat.response());
    }

    private static Optional<Format> format(@Nullable String model) {
        return FORMATS.stream()
                .filter(format ->
                        model != null && format.models().matcher(model).matches())
                .findFirst();
    }

    @Override
    public String usageHeader() {
        return "x-amzn-bedrock-input-token-count";
    }

    @Override
    public byte[] error(ProviderError error) {
        return RestJsonError.body(error);
    }

    @Override
    public Map<String, String> errorHeaders(ProviderError error) {
        return RestJsonError.headers(error);
    }
}
