package io.vectrail.provider;

import io.vectrail.provider.json.Shape;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Cohere.
 *
 * <p>Source: Cohere API reference, "Embed API (v1)" (POST /v1/embed), "Embed API (v2)" (POST /v2/embed) and "Errors".
 */
final class CohereCodec implements ProviderCodec {

    private static final Operation V1 = new Operation("embed-v1");
    private static final Operation V2 = new Operation("embed");

    /**
     * A data set goes up and a job or a batch embeds it. The other API, which speaks as OpenAI does, is read by the codec of
     * that name.
     */
    private static final Pattern ELSEWHERE =
            Pattern.compile("(/v[12])?/(embed-jobs|datasets|batches)(/.*)?|/compatibility/v1/embeddings");

    private static final Shape<RequestDraft> REQUEST_V1 = CohereFormat.request().field("model", RequestShapes.model());
    private static final Shape<RequestDraft> REQUEST_V2 =
            CohereFormat.requestOfParts().field("model", RequestShapes.model());
    private static final Shape<ResponseDraft> RESPONSE = CohereFormat.response();

    @Override
    public String provider() {
        return "cohere";
    }

    @Override
    public Optional<Operation> operation(String method, String path) {
        return switch (method + " " + path) {
            case "POST /v1/embed" -> Optional.of(V1);
            case "POST /v2/embed" -> Optional.of(V2);
            default -> Optional.empty();
        };
    }

    @Override
    public boolean unseen(String method, String path) {
        return ELSEWHERE.matcher(path.toLowerCase(Locale.ROOT)).matches();
    }

    @Override
    public Reading<EmbeddingRequest> readRequest(Operation operation, byte[] body) {
        return Readings.of(() -> operation.equals(V1)
                ? RequestDraft.of(body, REQUEST_V1, null).modelOrDefault().request("texts", Optional.empty())
                : RequestDraft.of(body, REQUEST_V2, null).request("texts", Optional.empty()));
    }

    @Override
    public Reading<EmbeddingResponse> readResponse(Operation operation, EmbeddingRequest request, byte[] body) {
        return Readings.of(() -> ResponseDraft.of(body, request, RESPONSE).response("embeddings"));
    }

    /** Its SDKs keep the body whole, and show of it the message alone. */
    @Override
    public byte[] error(ProviderError error) {
        return new ErrorBody()
                .with("message", error.code() + ": " + error.message())
                .with("code", error.code())
                .bytes();
    }
}
