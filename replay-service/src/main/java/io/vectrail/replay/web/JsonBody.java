package io.vectrail.replay.web;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** A call's body that is one JSON object with these names and no others. A refusal says the form, and never what was sent. */
final class JsonBody {

    /** Which of two keys of the same name counts is each reader's own guess, and so is what is behind the end. */
    private static final ObjectReader ONE_OF_EACH = Json.mapper()
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode object;
    private final String form;

    private JsonBody(JsonNode object, String form) {
        this.object = object;
        this.form = form;
    }

    /**
     * Reads it.
     *
     * @param required names that must be there
     * @param optional names that may be
     * @param form what a refusal says
     */
    static JsonBody of(Call call, int mostBytes, Set<String> required, Set<String> optional, String form) {
        try {
            JsonNode object = ONE_OF_EACH.readTree(call.body(mostBytes));
            Set<String> names = new HashSet<>();
            if (object != null && object.isObject()) {
                object.fieldNames().forEachRemaining(names::add);
            }
            boolean whole = names.containsAll(required);
            names.removeAll(required);
            names.removeAll(optional);
            if (!whole || !names.isEmpty()) {
                throw ProblemException.badRequest(form);
            }
            return new JsonBody(object, form);
        } catch (IOException e) {
            // The parser's own words quote the body.
            throw ProblemException.badRequest(form);
        }
    }

    boolean has(String name) {
        return object.has(name);
    }

    JsonNode node(String name) {
        return object.path(name);
    }

    /** A text that must be there. */
    String text(String name) {
        JsonNode value = object.path(name);
        if (!value.isTextual()) {
            throw ProblemException.badRequest(form);
        }
        return value.textValue();
    }

    ProblemException misformed() {
        return ProblemException.badRequest(form);
    }
}
