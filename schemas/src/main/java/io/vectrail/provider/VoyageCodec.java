package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Voyage AI.
 *
 * <p>Source: Voyage AI API reference, "Text embedding models", "Multimodal embedding models" and "Contextualized chunk
 * embedding models".
 */
final class VoyageCodec implements ProviderCodec {

    /** The way of a batch, and whatever else a server may take for these routes. */
    private static final Pattern UNSEEN =
            Pattern.compile("(/[a-z0-9]+){0,2}/(files|batches)(/.*)?|.*/(multimodal|contextualized)?embeddings");

    private static final String DOCUMENTS = "\"inputs\" must be an array of strings, or of arrays of strings";
    private static final Shape<RequestDraft> TEXT =
            RequestShapes.text("\"input\" must be a string or an array of strings");
    private static final Shape<RequestDraft> CHUNK = RequestShapes.text(DOCUMENTS);

    private static final Shape<RequestDraft> PART = RequestShapes.object("content")
            .field("type", RequestShapes.structural("type"))
            .field("text", RequestShapes.text("\"text\" must be a string"))
            .field("image_url", MediaShapes.reference("image_url"))
            .field("image_base64", MediaShapes.anyForm("image_base64"))
            .field("video_url", MediaShapes.reference("video_url"))
            .field("video_base64", MediaShapes.anyForm("video_base64"));
    private static final Shape<RequestDraft> MULTIMODAL = RequestShapes.input(
            RequestShapes.object("an input").field("content", Shape.each("\"content\" must be an array", PART)));

    private static final Shape<ResponseDraft> CHUNKS = VectorShapes.parts(
            "data",
            Shape.<ResponseDraft>object("a chunk is not an object")
                    .field("index", (json, draft) -> draft.part(json.integer("\"index\" is not a whole number")))
                    .field("embedding", VectorShapes.asAsked()));

    private static final Route CONTEXTUALIZED = new Route(
            "contextualized-embeddings",
            "inputs",
            request().field("inputs", Shape.each(DOCUMENTS, VoyageCodec::document)),
            "data",
            OpenAiFormat.response(OpenAiFormat.element().field("data", CHUNKS)));

    private static final Routes ROUTES = new Routes()
            .with(
                    "/v1/embeddings",
                    new Route(
                            "embeddings",
                            "input",
                            request().field("input", RequestShapes.oneOrMore(TEXT)),
                            "data",
                            OpenAiFormat.response()))
            .with(
                    "/v1/multimodalembeddings",
                    new Route(
                            "multimodal-embeddings",
                            "inputs",
                            request().field("inputs", Shape.each("\"inputs\" must be an array", MULTIMODAL)),
                            "data",
                            OpenAiFormat.response()))
            .with("/v1/contextualizedembeddings", CONTEXTUALIZED);

    private static Shape.Fields<RequestDraft> request() {
        return RequestShapes.body()
                .field("model", RequestShapes.model())
                .field("input_type", RequestShapes.structural("input_type"))
                .field("truncation", RequestShapes.structural("truncation"))
                .field("output_dimension", RequestShapes.dimensions("output_dimension"))
                .field("output_dtype", RequestShapes.vectorType("output_dtype", OutputTypes.BY_WORD))
                .field("encoding_format", RequestShapes.structural("encoding_format"))
                .field("enable_auto_chunking", RequestShapes.structural("enable_auto_chunking"))
                .field("chunk_size", RequestShapes.structural("chunk_size"))
                .field("chunk_overlap", RequestShapes.structural("chunk_overlap"));
    }

    /** A document in chunks, each an input of its own, or one that Voyage leaves whole or cuts itself. */
    private static void document(JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        if (!json.at(JsonToken.START_ARRAY)) {
            CHUNK.read(json, draft);
            return;
        }
        if (json.next() == JsonToken.END_ARRAY) {
            throw new MalformedBodyException("\"inputs\" has a document without chunks");
        }
        OpenAiFormat.rest(json, draft, CHUNK);
    }

    @Override
    public String provider() {
        return "voyage";
    }

    @Override
    public Optional<Operation> operation(String method, String path) {
        return ROUTES.operation(method, path);
    }

    @Override
    public boolean unseen(String method, String path) {
        return UNSEEN.matcher(path).matches();
    }

    @Override
    public Reading<EmbeddingRequest> readRequest(Operation operation, byte[] body) {
        return ROUTES.of(operation).readRequest(body, null);
    }

    @Override
    public Reading<EmbeddingResponse> readResponse(Operation operation, EmbeddingRequest request, byte[] body) {
        Reading<EmbeddingResponse> reading = ROUTES.of(operation).readResponse(request, body);
        return switch (reading) {
            case Reading.Read<EmbeddingResponse> read
            when operation.equals(CONTEXTUALIZED.operation()) ->
                new Reading.Read<>(perChunk(read.value(), request.inputs().size()));
            case Reading.Read<EmbeddingResponse> read -> read;
            case Reading.Malformed<EmbeddingResponse> malformed -> malformed;
        };
    }

    /**
     * An answer counts by document and by chunk within it. Where the caller sent the chunks, each is an input. Where Voyage
     * cut a text itself there are more chunks than inputs, and as many documents: they are the several vectors of one input.
     */
    private static EmbeddingResponse perChunk(EmbeddingResponse read, int inputs) {
        int chunks = read.vectors().size();
        if (read.inputs() == inputs && chunks > inputs) {
            return read;
        }
        List<Vector> vectors = IntStream.range(0, chunks)
                .mapToObj(chunk -> read.vectors().get(chunk).of(chunk))
                .toList();
        return new EmbeddingResponse(read.model(), vectors, chunks, read.promptTokens(), read.totalTokens());
    }

    @Override
    public byte[] error(ProviderError error) {
        return new ErrorBody().with("detail", ErrorBody.line(error)).bytes();
    }
}
