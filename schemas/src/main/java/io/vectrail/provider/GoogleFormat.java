package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The JSON of embedContent, which Gemini's and Vertex AI's APIs have in common, and Google's errors.
 *
 * <p>Source: Gemini API reference, "Embeddings" and "Content"; Vertex AI reference, "Method: models.embedContent"; Google Cloud
 * APIs, "Errors" and {@code google.rpc.ErrorInfo}. Both forms of a field's name are read: "ProtoJSON format" has parsers
 * accept lowerCamelCase and the name in the .proto file alike.
 */
final class GoogleFormat {

    /** A segment of a path: no escape, no dot segment. Possessive, since a path may have thousands of dots. */
    static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]*+(?:\\.[A-Za-z0-9_-]++)*+";

    /** What clients generated from Google's descriptions add; with any other value the answer would not be JSON. */
    private static final Set<String> QUERY = Set.of(
            "alt=json",
            "$alt=json;enum-encoding=int",
            "$alt=json;enum-encoding%3Dint",
            "%24alt=json%3Benum-encoding%3Dint");

    private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,9})");
    private static final Pattern UPPER_CASE = Pattern.compile("[A-Z]");
    private static final List<String> MIME_TYPE = names("mimeType");

    private GoogleFormat() {}

    /**
     * The routes of methods of models, of which the path names one.
     *
     * @param models the path up to a method's colon, the model its first group
     * @param methods what each method takes and answers, by its name
     */
    static Routes routes(Pattern unseen, String models, Map<String, Format> methods) {
        Routes routes = new Routes(unseen);
        methods.forEach((method, format) -> routes.with(
                Pattern.compile(models + ":" + method),
                model -> Optional.of(Operation.of(method, model, QUERY, format))));
        return routes;
    }

    /** The bodies of embedContent. */
    static Format embedContent(Shape<RequestDraft> request) {
        return new Format("content", request, "embedding", response("embedding", VectorShapes.onlyInput(embedding())));
    }

    /** A body, or an element of a batch: one input, its content in parts. */
    static Shape.Fields<RequestDraft> request() {
        Shape.Fields<RequestDraft> request = options(RequestShapes.body()).field("content", content());
        return both(request, "embedContentConfig", options(RequestShapes.object("embedContentConfig")));
    }

    private static Shape<RequestDraft> content() {
        Shape.Fields<RequestDraft> part =
                RequestShapes.objectAt("an element of \"parts\"").field("text", RequestShapes.textIn("text"));
        both(part, "inlineData", MediaShapes.object("inlineData", MIME_TYPE, names("data"), List.of()));
        both(part, "fileData", MediaShapes.object("fileData", MIME_TYPE, List.of(), names("fileUri")));
        return RequestShapes.object("content")
                .field("parts", RequestShapes.array("parts", part))
                .field("role", RequestShapes.structural("role"));
    }

    private static Shape.Fields<RequestDraft> options(Shape.Fields<RequestDraft> fields) {
        both(fields, "taskType", RequestShapes.structural("taskType"));
        both(fields, "outputDimensionality", dimensions("outputDimensionality"));
        return fields.field("title", RequestShapes.free("title"));
    }

    /** How many components are asked for: an int32, which ProtoJSON takes as a number or as a string of the same. */
    static Shape<RequestDraft> dimensions(String field) {
        Shape<RequestDraft> number = RequestShapes.dimensions(field);
        return (json, draft) -> {
            if (json.at(JsonToken.VALUE_STRING)) {
                draft.dimensions(whole(field, RequestShapes.word(field, json, draft)));
            } else {
                number.read(json, draft);
            }
        };
    }

    private static int whole(String field, String digits) throws MalformedBodyException {
        try {
            if (WHOLE.matcher(digits).matches()) {
                return Integer.parseInt(digits);
            }
        } catch (NumberFormatException e) {
            // It is larger than any int32.
        }
        throw new MalformedBodyException("\"" + field + "\" must be a whole number");
    }

    /** A medium, or a reference to one, with its type beside it. */
    static Shape<RequestDraft> medium(String name, String data, String reference) {
        return MediaShapes.object(name, MIME_TYPE, names(data), names(reference));
    }

    /** A field under both of its names. */
    static Shape.Fields<RequestDraft> both(Shape.Fields<RequestDraft> fields, String name, Shape<RequestDraft> shape) {
        return fields.field(names(name), shape);
    }

    private static List<String> names(String name) {
        return List.of(name, UPPER_CASE.matcher(name).replaceAll("_$0").toLowerCase(Locale.ROOT));
    }

    /** Refused: the path has it, and whoever reads both might heed the body. */
    static Shape<RequestDraft> onlyInPath(String field) {
        return (json, draft) -> {
            throw new MalformedBodyException("the path says what is called; leave \"" + field + "\" out");
        };
    }

    /** The answer's vector. */
    static Shape<ResponseDraft> embedding() {
        return VectorShapes.objectAt("an embedding").field("values", VectorShapes.vector(VectorType.FLOAT));
    }

    /** An answer that has its vectors in this field. */
    static Shape<ResponseDraft> response(String field, Shape<ResponseDraft> vectors) {
        return VectorShapes.body()
                .field(field, vectors)
                .field("usageMetadata", VectorShapes.usage("promptTokenCount", "totalTokenCount"));
    }

    /** An error. Not every SDK shows its reader the details, so the message begins with the code. */
    static ErrorAnswer error(ProviderError error) {
        ErrorBody info = new ErrorBody()
                .with("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                .with("reason", error.code().toUpperCase(Locale.ROOT))
                .with("domain", "vectrail");
        return new ErrorBody()
                .with(
                        "error",
                        new ErrorBody()
                                .with("code", error.status())
                                .with("message", ErrorBody.line(error))
                                .with("status", status(error.status()))
                                .withAll("details", List.of(info)))
                .answer();
    }

    private static String status(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 502, 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
    }
}
