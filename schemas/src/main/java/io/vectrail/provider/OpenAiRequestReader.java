package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.EmbeddingRequest.Input;
import io.vectrail.provider.ProviderCodec.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of POST /v1/embeddings in one pass: model, and input in each of its four forms. */
final class OpenAiRequestReader {

    private static final String FORMS =
            "\"input\" must be a string, an array of strings, an array of token ids, or an array of arrays of token ids";

    private @Nullable String model;
    private @Nullable List<Object> inputs;

    private OpenAiRequestReader() {}

    static Reading<EmbeddingRequest> read(byte[] body) {
        try (JsonParser json = StrictJson.parser(body)) {
            return new Reading.Read<>(new OpenAiRequestReader().document(json));
        } catch (MalformedBodyException e) {
            return new Reading.Malformed<>(e.reason());
        } catch (IOException e) {
            // The parser's own message may quote the body.
            return new Reading.Malformed<>("the body is not one JSON object in UTF-8 without duplicate keys");
        }
    }

    private EmbeddingRequest document(JsonParser json) throws IOException, MalformedBodyException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedBodyException("the body must be a JSON object");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "model" -> model = text(json, value, "\"model\" must be a string");
                case "input" -> inputs = input(json, value);
                default -> skip(json, value);
            }
        }
        if (json.nextToken() != null) {
            throw new MalformedBodyException("the body goes on after its JSON object");
        }
        if (model == null || model.isEmpty()) {
            throw new MalformedBodyException("\"model\" is missing");
        }
        if (inputs == null) {
            throw new MalformedBodyException("\"input\" is missing");
        }
        return new EmbeddingRequest(model, decoded(model, inputs));
    }

    private static void skip(JsonParser json, JsonToken value) throws IOException, MalformedBodyException {
        if (value == JsonToken.VALUE_STRING) {
            text(json, value, "");
        } else {
            json.skipChildren();
        }
    }

    private static List<Object> input(JsonParser json, JsonToken value) throws IOException, MalformedBodyException {
        if (value == JsonToken.VALUE_STRING) {
            return List.of(text(json, value, FORMS));
        }
        if (value != JsonToken.START_ARRAY) {
            throw new MalformedBodyException(FORMS);
        }
        JsonToken first = json.nextToken();
        return switch (first) {
            case VALUE_STRING -> texts(json);
            case VALUE_NUMBER_INT -> List.of(tokens(json));
            case START_ARRAY -> tokenArrays(json);
            case END_ARRAY -> throw new MalformedBodyException("\"input\" is empty");
            case null, default -> throw new MalformedBodyException(FORMS);
        };
    }

    private static List<Object> texts(JsonParser json) throws IOException, MalformedBodyException {
        List<Object> texts = new ArrayList<>();
        for (JsonToken token = json.currentToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            texts.add(text(json, token, FORMS));
        }
        return texts;
    }

    private static List<Object> tokenArrays(JsonParser json) throws IOException, MalformedBodyException {
        List<Object> arrays = new ArrayList<>();
        for (JsonToken token = json.currentToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token != JsonToken.START_ARRAY) {
                throw new MalformedBodyException(FORMS);
            }
            if (json.nextToken() == JsonToken.END_ARRAY) {
                throw new MalformedBodyException("\"input\" has an empty array of token ids");
            }
            arrays.add(tokens(json));
        }
        return arrays;
    }

    /** From the first number up to the end of its array. */
    private static int[] tokens(JsonParser json) throws IOException, MalformedBodyException {
        int[] ids = new int[64];
        int count = 0;
        for (JsonToken token = json.currentToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token != JsonToken.VALUE_NUMBER_INT) {
                throw new MalformedBodyException(FORMS);
            }
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, 2 * count);
            }
            ids[count++] = json.getIntValue();
        }
        return Arrays.copyOf(ids, count);
    }

    private static String text(JsonParser json, @Nullable JsonToken token, String otherwise)
            throws IOException, MalformedBodyException {
        if (token != JsonToken.VALUE_STRING) {
            throw new MalformedBodyException(otherwise);
        }
        String text = json.getText();
        if (!StrictJson.wellFormed(text)) {
            throw new MalformedBodyException("a string has half of a surrogate pair; send well-formed Unicode");
        }
        return text;
    }

    private static List<Input> decoded(String model, List<Object> inputs) throws MalformedBodyException {
        List<Input> decoded = new ArrayList<>(inputs.size());
        for (Object input : inputs) {
            decoded.add(
                    switch (input) {
                        case int[] ids -> new Input(OpenAiTokens.decode(model, ids), ids.length);
                        default -> Input.ofText((String) input);
                    });
        }
        return decoded;
    }
}
