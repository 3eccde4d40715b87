package io.vectrail.local.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.knuddels.jtokkit.api.IntArrayList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * What an application asked for, checked as OpenAI checks it.
 *
 * @param inputs texts with their numbers of tokens
 */
record EmbeddingsRequest(Model model, List<Input> inputs, int dimensions, boolean base64) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> KNOWN = Set.of("model", "input", "encoding_format", "dimensions", "user");
    private static final int MOST_INPUTS = 2048;
    private static final int MOST_TOKENS = 8192;
    private static final int MOST_TOKENS_TOGETHER = 300_000;

    EmbeddingsRequest {
        inputs = List.copyOf(inputs);
    }

    record Input(String text, int tokens) {}

    static EmbeddingsRequest parse(byte[] body, Tokens tokens) throws ApiError {
        JsonNode root = read(body);
        for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!KNOWN.contains(name)) {
                throw ApiError.badRequest("Unrecognized request argument supplied: " + name, null);
            }
        }
        if (!root.path("model").isTextual()) {
            throw ApiError.badRequest("you must provide a model parameter", null);
        }
        if (root.has("user") && !root.path("user").isTextual()) {
            throw ApiError.badRequest("Invalid type for 'user': expected a string.", "user");
        }
        Model model = Model.named(root.path("model").textValue());
        boolean base64 = base64(root.path("encoding_format"));
        int dimensions = dimensions(root.path("dimensions"), model);
        return new EmbeddingsRequest(model, inputs(root.path("input"), tokens), dimensions, base64);
    }

    int tokens() {
        return inputs.stream().mapToInt(Input::tokens).sum();
    }

    private static JsonNode read(byte[] body) throws ApiError {
        try {
            JsonNode root = JSON.readTree(body);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            // the answer is the same as for another kind of JSON
        } catch (IOException e) {
            throw new IllegalStateException("an array of bytes does not fail to be read", e);
        }
        throw ApiError.badRequest(
                "We could not parse the JSON body of your request. (The demo upstream expects a JSON object.)", null);
    }

    private static boolean base64(JsonNode format) throws ApiError {
        if (format.isMissingNode() || "float".equals(format.textValue())) {
            return false;
        }
        if ("base64".equals(format.textValue())) {
            return true;
        }
        throw ApiError.badRequest(
                "Invalid value for 'encoding_format': expected 'float' or 'base64'.", "encoding_format");
    }

    private static int dimensions(JsonNode asked, Model model) throws ApiError {
        if (asked.isMissingNode()) {
            return model.dimensions();
        }
        if (!model.shortens()) {
            throw ApiError.badRequest("This model does not support specifying dimensions.", "dimensions");
        }
        if (!asked.isInt() || asked.intValue() < 1 || asked.intValue() > model.dimensions()) {
            throw ApiError.badRequest(
                    "Invalid value for 'dimensions': must be an integer from 1 to " + model.dimensions() + ".",
                    "dimensions");
        }
        return asked.intValue();
    }

    private static List<Input> inputs(JsonNode input, Tokens tokens) throws ApiError {
        List<Input> inputs = new ArrayList<>();
        if (input.isTextual() || input.path(0).isInt()) {
            inputs.add(input(input, tokens));
        } else if (input.isArray()) {
            if (input.size() > MOST_INPUTS) {
                throw ApiError.badRequest(
                        "Invalid 'input': at most " + MOST_INPUTS + " inputs in one request.", "input");
            }
            for (JsonNode item : input) {
                inputs.add(input(item, tokens));
            }
        }
        if (inputs.isEmpty()) {
            throw ApiError.badRequest("'$.input' is invalid. Please check the API reference.", "input");
        }
        if (inputs.stream().mapToInt(Input::tokens).sum() > MOST_TOKENS_TOGETHER) {
            throw ApiError.badRequest(
                    "Invalid 'input': at most " + MOST_TOKENS_TOGETHER + " tokens in one request.", "input");
        }
        return inputs;
    }

    private static Input input(JsonNode item, Tokens tokens) throws ApiError {
        Input input;
        if (item.isTextual()) {
            input = new Input(item.textValue(), tokens.count(item.textValue()));
        } else {
            IntArrayList ids = ids(item);
            input = new Input(tokens.text(ids), ids.size());
        }
        if (input.tokens() == 0) {
            throw ApiError.badRequest("'$.input' is invalid. Please check the API reference.", "input");
        }
        if (input.tokens() > MOST_TOKENS) {
            throw ApiError.badRequest(
                    "This model's maximum context length is " + MOST_TOKENS + " tokens, however you requested "
                            + input.tokens() + " tokens. Please reduce your prompt.",
                    "input");
        }
        return input;
    }

    private static IntArrayList ids(JsonNode item) throws ApiError {
        IntArrayList ids = new IntArrayList(item.size());
        if (item.isArray()) {
            for (JsonNode id : item) {
                if (!id.isInt()) {
                    throw ApiError.badRequest("'$.input' is invalid. Please check the API reference.", "input");
                }
                ids.add(id.intValue());
            }
        }
        return ids;
    }
}
