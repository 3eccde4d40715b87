package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The JSON of Cohere's embeddings, which Bedrock has taken over, less the model.
 *
 * <p>Source: Cohere API reference, "Embed API (v1)" and "Embed API (v2)"; Amazon Bedrock User Guide, "Cohere Embed v3" and
 * "Cohere Embed v4".
 */
final class CohereFormat {

    private static final String TYPES = "embedding_types";

    private CohereFormat() {}

    /** The bodies of a request that is one of those below, perhaps with a model, and of its answer. */
    static Format format(Shape<RequestDraft> request) {
        return new Format("texts", request, "embeddings", response());
    }

    /** The body of a request as v1 and the models of the third generation take it. */
    static Shape.Fields<RequestDraft> request() {
        return RequestShapes.body()
                .field("texts", inputs("texts", RequestShapes.text("\"texts\" must be an array of strings")))
                .field("images", inputs("images", MediaShapes.anyForm("images")))
                .field("input_type", RequestShapes.structural("input_type"))
                .field(TYPES, RequestShapes.structural(TYPES))
                .field("truncate", RequestShapes.structural("truncate"));
    }

    /** The body of a request as v2 and the models of the fourth generation take it. */
    static Shape.Fields<RequestDraft> requestOfParts() {
        return request()
                .field("inputs", inputs("inputs", RequestShapes.input(input())))
                .field("output_dimension", RequestShapes.dimensions("output_dimension"))
                .field("max_tokens", RequestShapes.structural("max_tokens"))
                .field("priority", RequestShapes.structural("priority"));
    }

    /** The body of an answer. */
    private static Shape.Fields<ResponseDraft> response() {
        return VectorShapes.body()
                .field("embeddings", asAsked(embeddings()))
                .field("images", sizes())
                // Images are billed beside the tokens, in a count of their own.
                .field(
                        "meta",
                        VectorShapes.ifObject(Shape.<ResponseDraft>object("")
                                .field("billed_units", VectorShapes.usage("input_tokens", null))));
    }

    private static Shape<RequestDraft> inputs(String field, Shape<RequestDraft> element) {
        Shape<RequestDraft> elements = RequestShapes.array(field, element);
        return (json, draft) -> {
            int before = draft.inputs();
            elements.read(json, draft);
            if (before > 0 && draft.inputs() > before) {
                // The answer would not say which vector is whose.
                throw new MalformedBodyException("send one of \"texts\", \"images\" and \"inputs\"");
            }
        };
    }

    private static Shape<RequestDraft> input() {
        Shape<RequestDraft> part = RequestShapes.object("content")
                .field("type", RequestShapes.structural("type"))
                .field("text", RequestShapes.textIn("text"))
                .field("image_url", imageUrl());
        return RequestShapes.object("inputs")
                .field("content", Shape.each("\"content\" must be an array of objects", part));
    }

    /** An object with a URL or, as Bedrock's reference once had it, the URL itself. */
    private static Shape<RequestDraft> imageUrl() {
        Shape<RequestDraft> url = MediaShapes.anyForm("url");
        return Shape.either(
                JsonToken.VALUE_STRING, url, RequestShapes.object("image_url").field("url", url));
    }

    /** What is said of each image that was sent. */
    private static Shape<ResponseDraft> sizes() {
        Shape<ResponseDraft> size = Shape.object("an element of \"images\" is not an object");
        return Shape.either(JsonToken.START_ARRAY, Shape.each("", size), Shape.skipped());
    }

    /** Vectors of each type that the request asks for, and of no other. Of a request that could not be read they are not known. */
    private static Shape<ResponseDraft> asAsked(Shape<ResponseDraft> embeddings) {
        return (json, draft) -> {
            embeddings.read(json, draft);
            EmbeddingRequest request = draft.request();
            if (!request.inputs().isEmpty() && !draft.words().equals(asked(request))) {
                throw new MalformedBodyException("\"embeddings\" has not the types that \"embedding_types\" asks for");
            }
        };
    }

    private static Set<String> asked(EmbeddingRequest request) {
        Set<String> asked = request.others().stream()
                .filter(other -> other.field().equals(TYPES))
                .map(Part.Text::text)
                .collect(Collectors.toSet());
        return asked.isEmpty() ? Set.of("float") : asked;
    }

    /** One array of floats or, where types were asked for, an array of each. */
    private static Shape<ResponseDraft> embeddings() {
        Shape<ResponseDraft> floats = VectorShapes.perInput("embeddings", VectorShapes.vector(VectorType.FLOAT));
        Shape.Fields<ResponseDraft> byType =
                VectorShapes.byType("embeddings").field("base64", ofType("base64", VectorType.FLOAT));
        OutputTypes.BY_WORD.forEach((word, type) -> byType.field(word, ofType(word, type)));
        return Shape.either(JsonToken.START_OBJECT, byType, floats);
    }

    /** A type that was not asked for may be there without vectors. */
    private static Shape<ResponseDraft> ofType(String word, VectorType type) {
        return VectorShapes.perInputOrNone(word, VectorShapes.vector(type));
    }
}
