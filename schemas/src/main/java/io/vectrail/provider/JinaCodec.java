package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.json.Shape;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Jina AI.
 *
 * <p>Source: Jina Search Foundation API, "Create embeddings" (POST /v1/embeddings) and "Create multi-vector embeddings" (POST
 * /v1/multi-vector).
 */
final class JinaCodec implements ProviderCodec {

    private static final String FORMS =
            "\"input\" must be a string, or an array of strings and of objects with text, image or pdf";

    private static final Map<String, VectorType> TYPES =
            Map.of("float", VectorType.FLOAT, "binary", VectorType.BINARY, "ubinary", VectorType.UBINARY);

    private static final Shape<RequestDraft> TEXT = RequestShapes.text(FORMS);
    private static final Shape<RequestDraft> PARTS = RequestShapes.input(RequestShapes.object("an input")
            .field("text", RequestShapes.textIn("text"))
            .field("image", MediaShapes.anyForm("image"))
            .field("pdf", MediaShapes.anyForm("pdf"))
            .field("url", MediaShapes.reference("url"))
            .field("bytes", MediaShapes.anyForm("bytes")));

    private static final Shape<RequestDraft> REQUEST = RequestShapes.body()
            .field("model", RequestShapes.model())
            .field("input", RequestShapes.oneOrMore(Shape.either(JsonToken.START_OBJECT, PARTS, TEXT)))
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
            .field("embedding", Shape.either(JsonToken.START_OBJECT, BY_TYPE, AS_ASKED))
            .field("embeddings", VectorShapes.several("embeddings", AS_ASKED)));

    private static final Format FORMAT = new Format("input", REQUEST, "data", RESPONSE);

    /** Texts and images are classified by their vectors, and so are those that a classifier learns from. */
    private static final Pattern UNSEEN = Pattern.compile(Routes.ROOT + "/(classify|train)(/.*)?");

    private static final Routes ROUTES = new Routes(UNSEEN)
            .with("/v1/embeddings", Operation.of("embeddings", FORMAT))
            .with("/v1/multi-vector", Operation.of("multi-vector", FORMAT));

    @Override
    public String provider() {
        return "jina";
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
