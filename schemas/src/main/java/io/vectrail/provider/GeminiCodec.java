package io.vectrail.provider;

import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The Gemini API.
 *
 * <p>Source: Gemini API reference, "Embeddings" (models.embedContent, models.batchEmbedContents).
 */
final class GeminiCodec implements ProviderCodec {

    /**
     * Batches, the files that they are made of, stores that embed what is put into them, the API's forms of old and in
     * OpenAI's manner.
     */
    private static final Pattern UNSEEN = Pattern.compile(Routes.ROOT
            + "/(upload(/.*)?|(files|batches|filesearchstores|ragstores|corpora)([/:].*)?)|.*:[^/:]*batch.*");

    private static final Shape<RequestDraft> REQUEST =
            RequestShapes.input(GoogleFormat.request().field("model", GeminiCodec::model));
    private static final Shape<RequestDraft> REQUESTS = RequestShapes.body()
            .field("model", GeminiCodec::model)
            .field("requests", RequestShapes.array("requests", REQUEST));

    private static final Shape<ResponseDraft> RESPONSES =
            GoogleFormat.response("embeddings", VectorShapes.perInput("embeddings", GoogleFormat.embedding()));

    private static final Routes ROUTES = GoogleFormat.routes(
            UNSEEN,
            "/v1(?:beta)?/models/(" + GoogleFormat.NAME + ")",
            Map.of(
                    "embedContent",
                    GoogleFormat.embedContent(REQUEST),
                    "batchEmbedContents",
                    new Format("requests", REQUESTS, "embeddings", RESPONSES)));

    /** Named again in the body it is the path's: otherwise one model would be permitted and another asked. */
    private static void model(JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        String name = RequestShapes.word("model", json, draft);
        if (!name.equals("models/" + draft.model())) {
            throw new MalformedBodyException("\"model\" must be the model that the path names, after \"models/\"");
        }
    }

    @Override
    public String provider() {
        return "gemini";
    }

    @Override
    public CredentialForm credentialForm() {
        return CredentialForm.GOOGLE_API_KEY;
    }

    @Override
    public Routes routes() {
        return ROUTES;
    }

    @Override
    public ErrorAnswer error(ProviderError error) {
        return GoogleFormat.error(error);
    }
}
