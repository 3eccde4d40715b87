package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * The JSON of OpenAI's embeddings, which other providers have taken over and added to.
 *
 * <p>Source: OpenAI API reference, "Create embeddings" (POST /v1/embeddings) and "Error codes".
 */
final class OpenAiFormat {

    /** What is wrong where the input is none of them. */
    static final String FORMS =
            "\"input\" must be a string, an array of strings, an array of token ids, or an array of arrays of token ids";

    /** An array of ids begins with room for as many, since a body may have an array in three of its bytes. */
    private static final int FEW_IDS = 4;

    /** A text to embed. */
    static final Shape<RequestDraft> TEXT = RequestShapes.text(FORMS);

    private OpenAiFormat() {}

    /** The bodies of a request that adds to the one below, and of its answer. */
    static Format format(Shape<RequestDraft> request) {
        return format(request, Tokenizer::unknown);
    }

    /** The same, where token ids can be decoded. */
    static Format format(Shape<RequestDraft> request, Function<String, Optional<Tokenizer>> tokenizers) {
        return new Format("input", request, tokenizers, "data", response());
    }

    /** The body of a request. */
    static Shape.Fields<RequestDraft> request() {
        return RequestShapes.body()
                .field("model", RequestShapes.model())
                .field("input", input(TEXT))
                .field("messages", OpenAiFormat::messages)
                .field("dimensions", RequestShapes.dimensions("dimensions"))
                .field("encoding_format", RequestShapes.structural("encoding_format"))
                .field("user", RequestShapes.free("user"));
    }

    /** The body of an answer. */
    static Shape.Fields<ResponseDraft> response() {
        return response(element().field("embedding", VectorShapes.asAsked()));
    }

    /** What an answer has for an input: where among the inputs that is, and whatever a codec adds. */
    static Shape.Fields<ResponseDraft> element() {
        return VectorShapes.objectAt("an element of \"data\"").field("index", VectorShapes.index(ResponseDraft::item));
    }

    /** The body of an answer that has something else for an input. */
    static Shape.Fields<ResponseDraft> response(Shape<ResponseDraft> element) {
        return VectorShapes.body()
                .field("data", VectorShapes.perInput("data", element))
                .field("model", VectorShapes.model())
                .field("usage", VectorShapes.usage("prompt_tokens", "total_tokens"));
    }

    /** An error. */
    static ErrorAnswer error(ProviderError error) {
        return new ErrorBody()
                .with(
                        "error",
                        new ErrorBody()
                                .with("message", error.message())
                                .with("type", type(error.status()))
                                .with("param", null)
                                .with("code", error.code()))
                .answer();
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }

    /** vLLM embeds a chat in place of the input, images and all. */
    private static void messages(JsonCursor json, RequestDraft draft) throws MalformedBodyException {
        throw new MalformedBodyException("\"messages\" is not what this route takes; send \"input\"");
    }

    /** The inputs, in any form; each that is a string is one such text. */
    static Shape<RequestDraft> input(Shape<RequestDraft> text) {
        return (json, draft) -> {
            if (json.at(JsonToken.START_ARRAY)) {
                inputs(json, draft, text);
            } else {
                text.read(json, draft);
            }
        };
    }

    private static void inputs(JsonCursor json, RequestDraft draft, Shape<RequestDraft> text)
            throws IOException, MalformedBodyException {
        int start = json.start();
        switch (json.next()) {
            case VALUE_STRING -> rest(json, draft, text);
            case VALUE_NUMBER_INT -> ids(json, draft, start);
            case START_ARRAY -> rest(json, draft, OpenAiFormat::ids);
            case END_ARRAY -> throw new MalformedBodyException("\"input\" is empty");
            case null, default -> throw new MalformedBodyException(FORMS);
        }
    }

    /** From the first element up to the end of the array. */
    static void rest(JsonCursor json, RequestDraft draft, Shape<RequestDraft> element)
            throws IOException, MalformedBodyException {
        do {
            element.read(json, draft);
        } while (json.next() != JsonToken.END_ARRAY);
    }

    static void ids(JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        if (!json.at(JsonToken.START_ARRAY)) {
            throw new MalformedBodyException(FORMS);
        }
        int start = json.start();
        if (json.next() == JsonToken.END_ARRAY) {
            throw new MalformedBodyException("\"input\" has an empty array of token ids");
        }
        ids(json, draft, start);
    }

    /** From the first number up to the end of its array. */
    static void ids(JsonCursor json, RequestDraft draft, int start) throws IOException, MalformedBodyException {
        int[] ids = new int[FEW_IDS];
        int count = 0;
        do {
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, 2 * count);
            }
            draft.token();
            ids[count++] = json.integer(FORMS);
        } while (json.next() != JsonToken.END_ARRAY);
        draft.part(new Part.Tokens(Arrays.copyOf(ids, count), null, null, start, json.end()));
    }
}
