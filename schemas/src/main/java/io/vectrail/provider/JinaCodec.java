package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Jina AI.
 *
 * <p>Source: Jina Search Foundation API, "Create embeddings" (POST /v1/embeddings) and "Create multi-vector embeddings" (POST
 * /v1/multi-vector).
 */
final class JinaCodec implements ProviderCodec {

    /** The way of a batch, and whatever else a server may take for these routes. */
    private static final Pattern UNSEEN = Pattern.compile(
            "(/[a-z0-9]+){0,2}/(batch|batches|bulk-embeddings|files)(/.*)?|.*/(embeddings|multi-vector)");

    private static final String FORMS =
            "\"input\" must be a string, or an array of strings and of objects with text, image or pdf";

    private static final Map<String, VectorType> TYPES =
            Map.of("float", VectorType.FLOAT, "binary", VectorType.BINARY, "ubinary", VectorType.UBINARY);

    private static final Shape<RequestDraft> TEXT = RequestShapes.text(FORMS);
    private static final Shape<RequestDraft> PARTS = RequestShapes.input(RequestShapes.object("an input")
            .field("text", RequestShapes.text("\"text\" must be a string"))
            .field("image", MediaShapes.anyForm("image"))
            .field("pdf", MediaShapes.anyForm("pdf"))
            .field("url", MediaShapes.reference("url"))
            .field("bytes", MediaShapes.anyForm("bytes")));

    private static final Shape<RequestDraft> REQUEST = RequestShapes.body()
            .field("model", RequestShapes.model())
            .field("input", RequestShapes.oneOrMore(JinaCodec::input))
            .field("task", RequestShapes.structural("task"))
            .field("input_type", RequestShapes.structural("input_type"))
            .field("dimensions", RequestShapes.dimensions("dimensions"))
            .field("embedding_type", RequestShapes.oneOrMore(RequestShapes.vectorType("embedding_type", TYPES)))
            .field("normalized", RequestShapes.structural("normalized"))
            .field("truncate", RequestShapes.structural("truncate"))
            .field("late_chunking", RequestShapes.structural("late_chunking"))
            .field("return_multivector", RequestShapes.structural("return_multivector"));

    /** Asked for several types, an answer has each under its name. */
    private static final Shape<ResponseDraft> BY_TYPE = VectorShapes.byType("embedding")
            .field("float", VectorShapes.vector(VectorType.FLOAT))
            .field("base64", VectorShapes.vector(VectorType.FLOAT))
            .field("binary", VectorShapes.vector(VectorType.BINARY))
            .field("ubinary", VectorShapes.vector(VectorType.UBINARY));

    private static final Shape<ResponseDraft> AS_ASKED = VectorShapes.asAsked();

    private static final Shape<ResponseDraft> RESPONSE = OpenAiFormat.response(OpenAiFormat.element()
            .field(
                    "embedding",
                    (json, draft) -> (json.at(JsonToken.START_OBJECT) ? BY_TYPE : AS_ASKED).read(json, draft))
            .field("embeddings", VectorShapes.several("embeddings", AS_ASKED)));

    private static final Routes ROUTES = new Routes()
            .with("/v1/embeddings", new Route("embeddings", "input", REQUEST, "data", RESPONSE))
            .with("/v1/multi-vector", new Route("multi-vector", "input", REQUEST, "data", RESPONSE));

    private static void input(JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        (json.at(JsonToken.START_OBJECT) ? PARTS : TEXT).read(json, draft);
    }

    @Override
    public String provider() {
        return "jina";
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
        return ROUTES.of(operation).readResponse(request, body);
    }

    @Override
    public byte[] error(ProviderError error) {
        return new ErrorBody().with("detail", ErrorBody.line(error)).bytes();
    }
}
