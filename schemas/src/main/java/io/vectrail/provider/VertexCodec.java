package io.vectrail.provider;

import io.vectrail.provider.json.Shape;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Google's models in Vertex AI.
 *
 * <p>Source: Vertex AI reference, "Text embeddings API", "Multimodal embeddings API" (both :predict) and "Method:
 * models.embedContent".
 */
final class VertexCodec implements ProviderCodec {

    /** Versions of older models are named after an @. */
    private static final String MODELS =
            "/v1(?:beta1)?/projects/" + GoogleFormat.NAME + "/locations/" + GoogleFormat.NAME
                    + "/publishers/google/models/(" + GoogleFormat.NAME + "(?:@" + GoogleFormat.NAME + ")?)";

    /** What embeds nothing even where an endpoint has a model that embeds. */
    private static final String GENERATES =
            "generatecontent|streamgeneratecontent|counttokens|computetokens|chat/completions|operations(?:/.*)?";

    /**
     * Batches, stores that embed what is put into them and what they are asked, and endpoints that may have any model, but
     * for what is known of them.
     */
    private static final Pattern UNSEEN = Pattern.compile(
            ".*/upload(/.*)?|.*/(batchpredictionjobs|ragcorpora|memories|examplestores|dataobjects)([/:].*)?"
                    + "|.*:[^/:]*(predict|contexts|augmentprompt|corroboratecontent).*"
                    + "|.*/endpoints/[^/:]+[/:](?!(?:" + GENERATES + ")$).*");

    private static final Shape<RequestDraft> CONTENT =
            RequestShapes.input(GoogleFormat.request().field("model", GoogleFormat.onlyInPath("model")));

    private static final Routes ROUTES = GoogleFormat.routes(
            UNSEEN,
            MODELS,
            Map.of(
                    "embedContent",
                    GoogleFormat.embedContent(CONTENT),
                    "predict",
                    new Format("instances", instances(), "predictions", predictions())));

    private static Shape<RequestDraft> instances() {
        Shape.Fields<RequestDraft> instance = RequestShapes.objectAt("an element of \"instances\"")
                .field("content", RequestShapes.textIn("content"))
                .field("title", RequestShapes.free("title"))
                .field("text", RequestShapes.textIn("text"))
                .field("image", GoogleFormat.medium("image", "bytesBase64Encoded", "gcsUri"))
                .field("video", GoogleFormat.medium("video", "bytesBase64Encoded", "gcsUri"));
        GoogleFormat.both(instance, "taskType", RequestShapes.structural("taskType"));
        GoogleFormat.both(instance, "mimeType", RequestShapes.structural("mimeType"));
        Shape.Fields<RequestDraft> parameters =
                RequestShapes.object("parameters").field("dimension", GoogleFormat.dimensions("dimension"));
        GoogleFormat.both(parameters, "outputDimensionality", GoogleFormat.dimensions("outputDimensionality"));
        return RequestShapes.body()
                .field("endpoint", GoogleFormat.onlyInPath("endpoint"))
                .field("instances", RequestShapes.array("instances", RequestShapes.input(instance)))
                .field("parameters", parameters);
    }

    private static Shape<ResponseDraft> predictions() {
        Shape<ResponseDraft> vector = VectorShapes.vector(VectorType.FLOAT);
        // "dimension" is for texts and images: a film's vectors have 1,408 components.
        Shape<ResponseDraft> film = VectorShapes.vectorOfItsOwnLength(VectorType.FLOAT);
        Shape<ResponseDraft> text = VectorShapes.object("embeddings")
                .field("values", vector)
                .field(
                        "statistics",
                        VectorShapes.ifObject(Shape.<ResponseDraft>object("")
                                .field("token_count", VectorShapes.count(ResponseDraft::morePromptTokens))));
        Shape<ResponseDraft> video =
                VectorShapes.objectAt("an element of \"videoEmbeddings\"").field("embedding", film);
        Shape<ResponseDraft> prediction = VectorShapes.objectAt("an element of \"predictions\"")
                .field("embeddings", text)
                .field("textEmbedding", vector)
                .field("imageEmbedding", vector)
                .field("videoEmbeddings", VectorShapes.several("videoEmbeddings", video));
        return VectorShapes.body().field("predictions", VectorShapes.perInput("predictions", prediction));
    }

    @Override
    public String provider() {
        return "vertex";
    }

    @Override
    public CredentialForm credentialForm() {
        return CredentialForm.GOOGLE_CLOUD_TOKEN;
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
