package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.ProviderCodec.Reading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the answer of POST /v1/embeddings in one pass. Vectors come as arrays of numbers or as base64 of float32, little-endian. */
final class OpenAiResponseReader {

    private static final int EXPECTED_DIMENSIONS = 1536;

    private final SortedMap<Integer, float[]> vectors = new TreeMap<>();
    private String model = "";
    private @Nullable Long promptTokens;
    private @Nullable Long totalTokens;
    private boolean sawData;

    private OpenAiResponseReader() {}

    static Reading<EmbeddingResponse> read(byte[] body) {
        try (JsonParser json = StrictJson.parser(body)) {
            return new Reading.Read<>(new OpenAiResponseReader().document(json));
        } catch (MalformedBodyException e) {
            return new Reading.Malformed<>(e.reason());
        } catch (IOException e) {
            return new Reading.Malformed<>("the response is not one JSON object in UTF-8 without duplicate keys");
        }
    }

    private EmbeddingResponse document(JsonParser json) throws IOException, MalformedBodyException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedBodyException("the response is not a JSON object");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "data" -> data(json, value);
                case "model" -> model = value == JsonToken.VALUE_STRING ? json.getText() : "";
                case "usage" -> usage(json, value);
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw new MalformedBodyException("the response goes on after its JSON object");
        }
        if (!vectors.isEmpty() && (vectors.firstKey() != 0 || vectors.lastKey() != vectors.size() - 1)) {
            throw new MalformedBodyException("the \"index\" of \"data\" does not count from 0 without a gap");
        }
        if (!sawData) {
            throw new MalformedBodyException("the response has no \"data\"");
        }
        return new EmbeddingResponse(model, new ArrayList<>(vectors.values()), promptTokens, totalTokens);
    }

    private void data(JsonParser json, JsonToken value) throws IOException, MalformedBodyException {
        if (value != JsonToken.START_ARRAY) {
            throw new MalformedBodyException("\"data\" is not an array");
        }
        sawData = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element(json);
            if (vectors.size() > EmbeddingRequest.MOST_INPUTS) {
                throw new MalformedBodyException("\"data\" has more elements than any request can have inputs");
            }
        }
    }

    private void element(JsonParser json) throws IOException, MalformedBodyException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedBodyException("an element of \"data\" is not an object");
        }
        int index = vectors.size();
        float[] vector = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "index" -> index = integer(json, value);
                case "embedding" -> vector = vector(json, value);
                default -> json.skipChildren();
            }
        }
        if (vector == null) {
            throw new MalformedBodyException("an element of \"data\" has no \"embedding\"");
        }
        if (vectors.put(index, vector) != null) {
            throw new MalformedBodyException("two elements of \"data\" have the same \"index\"");
        }
    }

    private static int integer(JsonParser json, JsonToken value) throws IOException, MalformedBodyException {
        if (value != JsonToken.VALUE_NUMBER_INT) {
            throw new MalformedBodyException("\"index\" is not a whole number");
        }
        return json.getIntValue();
    }

    private static float[] vector(JsonParser json, JsonToken value) throws IOException, MalformedBodyException {
        if (value == JsonToken.VALUE_STRING) {
            return floats(base64(json));
        }
        if (value != JsonToken.START_ARRAY) {
            throw new MalformedBodyException("an \"embedding\" is neither numbers nor base64");
        }
        float[] vector = new float[EXPECTED_DIMENSIONS];
        int count = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null || !token.isNumeric()) {
                throw new MalformedBodyException("an \"embedding\" holds what is not a number");
            }
            if (count == EmbeddingResponse.MOST_DIMENSIONS) {
                throw tooLong();
            }
            if (count == vector.length) {
                vector = Arrays.copyOf(vector, 2 * count);
            }
            vector[count++] = json.getFloatValue();
        }
        return count == vector.length ? vector : Arrays.copyOf(vector, count);
    }

    /** The platform's decoder takes a tenth of the parser's time; what it refuses (white space, no padding) the parser decides. */
    private static byte[] base64(JsonParser json) throws IOException {
        byte[] text = json.getText().getBytes(StandardCharsets.ISO_8859_1);
        if (text.length % 4 == 0) {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                return json.getBinaryValue();
            }
        }
        return json.getBinaryValue();
    }

    private static float[] floats(byte[] bytes) throws MalformedBodyException {
        if (bytes.length % Float.BYTES != 0) {
            throw new MalformedBodyException("an \"embedding\" in base64 is not made of float32");
        }
        if (bytes.length > EmbeddingResponse.MOST_DIMENSIONS * Float.BYTES) {
            throw tooLong();
        }
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    private static MalformedBodyException tooLong() {
        return new MalformedBodyException(
                "an \"embedding\" has more than " + EmbeddingResponse.MOST_DIMENSIONS + " dimensions");
    }

    private void usage(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            boolean number = json.nextToken() == JsonToken.VALUE_NUMBER_INT;
            if (number && name.equals("prompt_tokens")) {
                promptTokens = json.getLongValue();
            } else if (number && name.equals("total_tokens")) {
                totalTokens = json.getLongValue();
            } else {
                json.skipChildren();
            }
        }
    }
}
