package io.vectrail.provider;

import io.vectrail.provider.json.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * OpenAI's models in Azure, where a caller names a deployment and not a model.
 *
 * <p>Source: Azure OpenAI REST API reference, "Embeddings", of the data plane and of the v1 API.
 */
record AzureOpenAiCodec(Map<String, String> settings, Routes routes) implements ProviderCodec {

    private static final Set<String> QUERY = Set.of("api-version");

    /** Deployments are named with letters, digits, dots, underscores and hyphens; none of those needs an escape. */
    private static final Pattern DEPLOYMENT =
            Pattern.compile("/openai/deployments/([A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]++)*+)/embeddings");

    /** The body names the deployment. */
    private static final Shape<RequestDraft> REQUEST = OpenAiFormat.request();

    /** The path names the deployment, and the body's model is heeded by nobody. */
    private static final Shape<RequestDraft> DEPLOYED =
            OpenAiFormat.request().field("model", RequestShapes.structural("model"));

    AzureOpenAiCodec(Map<String, String> settings) {
        // A deployment's name tells nothing of its model, so no encoding is guessed from it.
        this(settings, routes(Tokenizer.ofSettings(settings, Tokenizer::unknown)));
    }

    private static Routes routes(Function<String, Optional<Tokenizer>> tokenizers) {
        Format format = OpenAiFormat.format(REQUEST, tokenizers);
        Format deployed = OpenAiFormat.format(DEPLOYED, tokenizers);
        return new Routes()
                .with("/openai/v1/embeddings", Operation.of("embeddings", null, QUERY, format))
                .with(DEPLOYMENT, model -> Optional.of(Operation.of("embeddings", model, QUERY, deployed)));
    }

    @Override
    public String provider() {
        return "azure-openai";
    }

    @Override
    public CredentialForm credentialForm() {
        return CredentialForm.API_KEY;
    }

    @Override
    public ErrorAnswer error(ProviderError error) {
        return ErrorBody.ofCodeAndMessage(error).answer();
    }
}
