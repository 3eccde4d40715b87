package io.vectrail.provider;

import io.vectrail.provider.json.Shape;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Google's models in Vertex AI.
 *
 * <p>Source: Vertex AI reference, "Text embeddings API", "Multimodal embeddings API" (both :predict) and "Method:
 * models.embedContent".
 */
final class VertexCodec implements ProviderCodec {

    private static final String PREDICT = "predict";

    /** Versions of older models are named after an @. */
    private static final Pattern PATH = Pattern.compile("/v1(?:beta1)?/projects/" + GoogleFormat.NAME + "/locations/"
            + GoogleFormat.NAME + "/publishers/google/models/(" + GoogleFormat.NAME + "(?:@" + GoogleFormat.NAME
            + ")?):(" + PREDICT + "|embedContent)");

    /** Batches, stores that embed what is put into them, endpoints that may have any model, and OpenAI's manner. */
    private static final Pattern UNSEEN =
            Pattern.compile("/(upload|batch)(/.*)?|.*/(batchpredictionjobs|ragcorpora)([/:].*)?|.*/embeddings"
                    + "|.*:[^/:]*(embed|predict).*");

    private static final Shape<RequestDraft> CONTENT =
            RequestShapes.input(GoogleFormat.request().field("model", GoogleFormat.onlyInPath("model")));
    private static final Shape<ResponseDraft> EMBEDDED = GoogleFormat.response();
    private static final Shape<RequestDraft> INSTANCES = instances();
    private static final Shape<ResponseDraft> PREDICTIONS = predictions();

    private static Shape<RequestDraft> instances() {
        Shape.Fields<RequestDraft> instance = Shape.<RequestDraft>object(
                        "an element of \"instances\" must be an object")
                .others(RequestShapes::stranger)
                .field("content", RequestShapes.text("\"content\" must be a string"))
                .field("title", RequestShapes.free("title"))
                .field("text", RequestShapes.text("\"text\" must be a string"))
                .field("image", GoogleFormat.medium("image", "bytesBase64Encoded", "gcsUri"))
                .field("video", GoogleFormat.medium("video", "bytesBase64Encoded", "gcsUri"));
        GoogleFormat.both(instance, "taskType", RequestShapes.structural("taskType"));
        GoogleFormat.both(instance, "mimeType", RequestShapes.structural("mimeType"));
        Shape.Fields<RequestDraft> parameters =
                RequestShapes.object("parameters").field("dimension", RequestShapes.dimensions("dimension"));
        GoogleFormat.both(parameters, "outputDimensionality", RequestShapes.dimensions("outputDimensionality"));
        return RequestShapes.body()
                .field("endpoint", GoogleFormat.onlyInPath("endpoint"))
                .field("instances", Shape.each("\"instances\" must be an array", RequestShapes.input(instance)))
                .field("parameters", parameters);
    }

    private static Shape<ResponseDraft> predictions() {
        Shape<ResponseDraft> vector = VectorShapes.vector(VectorType.FLOAT);
        Shape<ResponseDraft> text = Shape.<ResponseDraft>object("\"embeddings\" is not an object")
                .field("values", vector)
                .field(
                        "statistics",
                        VectorShapes.ifObject(Shape.<ResponseDraft>object("")
                                .field("token_count", VectorShapes.count(ResponseDraft::morePromptTokens))));
        Shape<ResponseDraft> video = Shape.<ResponseDraft>object("an element of \"videoEmbeddings\" is not an object")
                .field("embedding", vector);
        Shape<ResponseDraft> prediction = Shape.<ResponseDraft>object("an element of \"predictions\" is not an object")
                .field("embeddings", text)
                .field("textEmbedding", vector)
                .field("imageEmbedding", vector)
                .field("videoEmbeddings", Shape.each("\"videoEmbeddings\" is not an array", video));
        return Shape.<ResponseDraft>object("the response is not a JSON object")
                .field("predictions", VectorShapes.perInput("predictions", prediction));
    }

    @Override
    public String provider() {
        return "vertex";
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
        return predict(operation)
                ? Readings.of(() ->
                        RequestDraft.of(body, INSTANCES, operation.model()).request("instances", Optional.empty()))
                : Readings.of(
                        () -> RequestDraft.of(body, CONTENT, operation.model()).request("content", Optional.empty()));
    }

    @Override
    public Reading<EmbeddingResponse> readResponse(Operation operation, EmbeddingRequest request, byte[] body) {
        return predict(operation)
                ? Readings.of(() -> ResponseDraft.of(body, request, PREDICTIONS).response("predictions"))
                : Readings.of(() -> ResponseDraft.of(body, request, EMBEDDED).response("embedding"));
    }

    private static boolean predict(Operation operation) {
        return operation.name().equals(PREDICT);
    }

    @Override
    public byte[] error(ProviderError error) {
        return GoogleFormat.error(error);
    }
}
