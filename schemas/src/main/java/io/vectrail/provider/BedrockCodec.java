package io.vectrail.provider;

import io.vectrail.provider.json.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Amazon Bedrock, where the model that the path names decides what the bodies are.
 *
 * <p>Source: Amazon Bedrock API Reference, "InvokeModel" (POST /model/modelId/invoke).
 */
record BedrockCodec(Map<String, String> settings) implements ProviderCodec {

    /**
     * A model's name needs no other encoding than of its colons and slashes, and so has none. Possessive, since a path may have
     * thousands of them.
     */
    private static final Pattern INVOKE = Pattern.compile("/model/((?:[A-Za-z0-9._:-]++|%3[Aa]|%2[Ff])++)/invoke");

    /** Whole, of a region or several, or by its ARN. Other ARNs do not tell which model stands behind them. */
    private static final String ANYWHERE =
            "(?:arn:aws[a-z-]*:bedrock:[a-z0-9-]+:[0-9]*:(?:foundation-model|inference-profile)/)?(?:[a-z][a-z-]*\\.)?";

    /**
     * Jobs; models that may embed, since neither an ARN nor a name without its maker's says, under whatever route is not read
     * here; and stores that embed what is put into them, and what they are asked.
     */
    private static final Pattern UNSEEN = Pattern.compile(Routes.ROOT
            + "/((model-invocation-job|async-invoke).*|model/arn(:|%3a).*"
            + "|model/[^/.]+/invoke.*"
            + "|knowledgebases/[^/]+/(retrieve|datasources/[^/]+/(documents|ingestionjobs)).*|retrieveandgenerate.*)");

    /** Models whose bodies have one format. */
    private record Family(Pattern names, Format format) {}

    private static final List<Family> FAMILIES = List.of(
            titan("(text|g1-text)", TitanFormat.textRequest()),
            titan("image", TitanFormat.imageRequest()),
            cohere("(english|multilingual)-v3", CohereFormat.request()),
            cohere("v4", CohereFormat.requestOfParts()));

    private static final Routes ROUTES = new Routes(UNSEEN).with(INVOKE, BedrockCodec::invoke);

    private static Family titan(String names, Shape<RequestDraft> request) {
        return new Family(
                Pattern.compile(ANYWHERE + "amazon\\.titan-embed-" + names + "-[a-z0-9.:-]+"),
                new Format("inputText", request, "embedding", TitanFormat.response()));
    }

    private static Family cohere(String names, Shape<RequestDraft> request) {
        return new Family(
                Pattern.compile(ANYWHERE + "cohere\\.embed-" + names + "[a-z0-9.:-]*"), CohereFormat.format(request));
    }

    private static Optional<Operation> invoke(String written) {
        String model = written.replaceAll("%3[Aa]", ":").replaceAll("%2[Ff]", "/");
        return FAMILIES.stream()
                .filter(family -> family.names().matcher(model).matches())
                .findFirst()
                .map(family -> Operation.of("invoke", model, Set.of(), family.format()));
    }

    @Override
    public String provider() {
        return "bedrock";
    }

    @Override
    public CredentialForm credentialForm() {
        return CredentialForm.AWS_SIGNATURE;
    }

    @Override
    public Routes routes() {
        return ROUTES;
    }

    @Override
    public String usageHeader() {
        return "x-amzn-bedrock-input-token-count";
    }

    @Override
    public ErrorAnswer error(ProviderError error) {
        return RestJsonError.of(error);
    }
}
