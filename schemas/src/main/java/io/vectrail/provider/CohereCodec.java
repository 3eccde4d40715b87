package io.vectrail.provider;

import io.vectrail.provider.json.Shape;
import java.util.regex.Pattern;

/**
 * Cohere.
 *
 * <p>Source: Cohere API reference, "Embed API (v1)" (POST /v1/embed), "Embed API (v2)" (POST /v2/embed) and "Errors".
 */
final class CohereCodec implements ProviderCodec {

    /**
     * A data set goes up and a job embeds it; texts are classified by their vectors. The other API, which speaks as OpenAI
     * does, is read by the codec of that name.
     */
    private static final Pattern UNSEEN = Pattern.compile(Routes.ROOT + "/(datasets|classify)(/.*)?");

    private static final Shape<RequestDraft> REQUEST_V1 =
            RequestShapes.modelOptional(CohereFormat.request().field("model", RequestShapes.model()));
    private static final Shape<RequestDraft> REQUEST_V2 =
            CohereFormat.requestOfParts().field("model", RequestShapes.model());

    private static final Routes ROUTES = new Routes(UNSEEN)
            .with("/v1/embed", Operation.of("embed-v1", CohereFormat.format(REQUEST_V1)))
            .with("/v2/embed", Operation.of("embed", CohereFormat.format(REQUEST_V2)));

    @Override
    public String provider() {
        return "cohere";
    }

    @Override
    public Routes routes() {
        return ROUTES;
    }

    /** Its SDKs keep the body whole, and show of it the message alone. */
    @Override
    public ErrorAnswer error(ProviderError error) {
        return ErrorBody.ofLine("message", error).with("code", error.code()).answer();
    }
}
