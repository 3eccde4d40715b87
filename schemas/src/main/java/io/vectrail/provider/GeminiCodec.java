package io.vectrail.provider;

import io.vectrail.provider.Part.Role;
import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Gemini API.
 *
 * <p>Source: Gemini API reference, "Embeddings" (models.embedContent, models.batchEmbedContents).
 */
final class GeminiCodec implements ProviderCodec {

    private static final String ONE = "embedContent";
    private static final String SEVERAL = "batchEmbedContents";

    private static final Pattern PATH =
            Pattern.compile("/v1(?:beta)?/models/(" + GoogleFormat.NAME + "):(" + ONE + "|" + SEVERAL + ")");

    /**
     * Batches, the files that they are made of, stores that embed what is put into them, the API's forms of old and in
     * OpenAI's manner.
     */
    private static final Pattern UNSEEN = Pattern.compile(
            "/(upload|batch)(/.*)?|/v1[a-z0-9]*/((files|batches|filesearchstores|ragstores|corpora)([/:].*)?"
                    + "|openai/(embeddings|files|batches)(/.*)?|.*:[^/:]*(embed|batch).*)");

    private static final Shape<RequestDraft> REQUEST =
            RequestShapes.input(GoogleFormat.request().field("model", GeminiCodec::model));
    private static final Shape<RequestDraft> REQUESTS = RequestShapes.body()
            .field("model", GeminiCodec::model)
            .field("requests", Shape.each("\"requests\" must be an array", REQUEST));
    private static final Shape<ResponseDraft> RESPONSE = GoogleFormat.response();
    private static final Shape<ResponseDraft> RESPONSES =
            GoogleFormat.response("embeddings", VectorShapes.perInput("embeddings", GoogleFormat.embedding()));

    @Override
    public String provider() {
        return "gemini";
    }

    @Override
    public CredentialForm credentialForm() {
        return CredentialForm.GOOGLE_API_KEY;
    }

    @Override
    public Optional<Operation> operation(String method, String path) {
        Matcher matcher = PATH.matcher(path);
        return method.equals("POST") && matcher.matches()
                ? Optional.of(new Operation(matcher.group(2), matcher.group(1), GoogleFormat.QUERY))
                : Optional.empty();
    }

    @Override
    public boolean unseen(String method, String path) {
        return UNSEEN.matcher(path).matches();
    }

    @Override
    public Reading<EmbeddingRequest> readRequest(Operation operation, byte[] body) {
        return one(operation)
                ? Readings.of(
                        () -> RequestDraft.of(body, REQUEST, operation.model()).request("content", Optional.empty()))
                : Readings.of(
                        () -> RequestDraft.of(body, REQUESTS, operation.model()).request("requests", Optional.empty()));
    }

    @Override
    public Reading<EmbeddingResponse> readResponse(Operation operation, EmbeddingRequest request, byte[] body) {
        return one(operation)
                ? Readings.of(() -> ResponseDraft.of(body, request, RESPONSE).response("embedding"))
                : Readings.of(() -> ResponseDraft.of(body, request, RESPONSES).response("embeddings"));
    }

    private static boolean one(Operation operation) {
        return operation.name().equals(ONE);
    }

    /** Named again in the body it is the path's: otherwise one model would be permitted and another asked. */
    private static void model(JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        String name = json.text("\"model\" must be a string");
        draft.other(Role.STRUCTURAL, "model", name, json.start(), json.end());
        if (!name.equals("models/" + draft.model())) {
            throw new MalformedBodyException("\"model\" must be the model that the path names, after \"models/\"");
        }
    }

    @Override
    public byte[] error(ProviderError error) {
        return GoogleFormat.error(error);
    }
}
