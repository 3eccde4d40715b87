package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;

/**
 * Voyage AI.
 *
 * <p>Source: Voyage AI API reference, "Text embedding models", "Multimodal embedding models" and "Contextualized chunk
 * embedding models".
 */
final class VoyageCodec implements ProviderCodec {

    private static final String DOCUMENTS = "\"inputs\" must be an array of strings, or of arrays of strings";
    private static final Shape<RequestDraft> CHUNK = RequestShapes.text(DOCUMENTS);

    private static final Shape<RequestDraft> PART = RequestShapes.object("content")
            .field("type", RequestShapes.structural("type"))
            .field("text", RequestShapes.textIn("text"))
            .field("image_url", MediaShapes.reference("image_url"))
            .field("image_base64", MediaShapes.anyForm("image_base64"))
            .field("video_url", MediaShapes.reference("video_url"))
            .field("video_base64", MediaShapes.anyForm("video_base64"));
    private static final Shape<RequestDraft> MULTIMODAL = RequestShapes.input(
            RequestShapes.object("an input").field("content", RequestShapes.array("content", PART)));

    private static final Shape<ResponseDraft> CHUNKS = VectorShapes.parts(
            "data",
            VectorShapes.objectAt("a chunk")
                    .field("index", VectorShapes.index(ResponseDraft::part))
                    .field("embedding", VectorShapes.asAsked()));

    private static final Routes ROUTES = new Routes()
            .with(
                    "/v1/embeddings",
                    operation("embeddings", "input", RequestShapes.textsIn("input"), OpenAiFormat.response()))
            .with(
                    "/v1/multimodalembeddings",
                    operation(
                            "multimodal-embeddings",
                            "inputs",
                            RequestShapes.array("inputs", MULTIMODAL),
                            OpenAiFormat.response()))
            .with(
                    "/v1/contextualizedembeddings",
                    operation(
                            "contextualized-embeddings",
                            "inputs",
                            Shape.each(DOCUMENTS, VoyageCodec::document),
                            OpenAiFormat.response().field("data", documents())));

    private static Operation operation(
            String name, String field, Shape<RequestDraft> inputs, Shape<ResponseDraft> response) {
        return Operation.of(name, new Format(field, request().field(field, inputs), "data", response));
    }

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

    /**
     * An answer counts by document and by chunk within it. Where the caller sent the chunks, each is an input. Where Voyage
     * cut a text itself there are more chunks than inputs, and as many documents: they are the several vectors of one input.
     */
    private static Shape<ResponseDraft> documents() {
        Shape<ResponseDraft> documents =
                VectorShapes.perInput("data", OpenAiFormat.element().field("data", CHUNKS));
        return (json, draft) -> {
            documents.read(json, draft);
            boolean cut = draft.inputs() == draft.request().inputs().size() && draft.size() > draft.inputs();
            if (!cut) {
                draft.eachOfItsOwnInput();
            }
        };
    }

    @Override
    public String provider() {
        return "voyage";
    }

    @Override
    public Routes routes() {
        return ROUTES;
    }

    @Override
    public ErrorAnswer error(ProviderError error) {
        return ErrorBody.ofLine("detail", error).answer();
    }
}
