package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.Part.Role;
import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;
import java.util.Map;

/** What stands in requests, whoever the provider is. */
final class RequestShapes {

    private RequestShapes() {}

    /** A body's object. Fields that are not named are strangers. */
    static Shape.Fields<RequestDraft> body() {
        return Shape.<RequestDraft>object("the body must be a JSON object").others(RequestShapes::stranger);
    }

    /** An object within a body, such as {@code "content"}. Fields that are not named are strangers. */
    static Shape.Fields<RequestDraft> object(String name) {
        return Shape.<RequestDraft>object("\"" + name + "\" must be an object").others(RequestShapes::stranger);
    }

    /** The model's name. */
    static Shape<RequestDraft> model() {
        return (json, draft) -> {
            String name = json.text("\"model\" must be a string");
            draft.other(Role.STRUCTURAL, "model", name, json.start(), json.end());
            draft.model(name);
        };
    }

    /** How many components are asked for; null is as good as nothing. */
    static Shape<RequestDraft> dimensions(String field) {
        String otherwise = "\"" + field + "\" must be a whole number";
        return (json, draft) -> {
            if (!json.at(JsonToken.VALUE_NULL)) {
                draft.dimensions(json.integer(otherwise));
            }
        };
    }

    /** A word that says what is to be done, and perhaps what the vectors are made of. */
    static Shape<RequestDraft> vectorType(String field, Map<String, VectorType> words) {
        Shape<RequestDraft> word = structural(field);
        return (json, draft) -> {
            VectorType type = json.at(JsonToken.VALUE_STRING) ? words.get(json.text("")) : null;
            if (type != null) {
                draft.vectors(type);
            }
            word.read(json, draft);
        };
    }

    /** Whatever it holds says what is to be done. */
    static Shape<RequestDraft> structural(String field) {
        return (json, draft) -> strings(json, draft, Role.STRUCTURAL, field);
    }

    /** Whatever it holds is for people. */
    static Shape<RequestDraft> free(String field) {
        return (json, draft) -> strings(json, draft, Role.FREE, field);
    }

    /** A text to embed, or a part of one. */
    static Shape<RequestDraft> text(String otherwise) {
        return (json, draft) ->
                draft.part(new Part.Text(Role.INPUT, "", json.text(otherwise), json.start(), json.end()));
    }

    /** One input that has several parts. */
    static Shape<RequestDraft> input(Shape<RequestDraft> parts) {
        return (json, draft) -> draft.input(json, parts);
    }

    /** A field that no codec knows, at its name: both may say anything, so both are seen. */
    static void stranger(JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        name(json, draft);
        json.next();
        strings(json, draft, Role.FREE, "");
    }

    private static void name(JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        // A name cannot be masked: what would be read under another is not what was asked.
        draft.other(Role.STRUCTURAL, "", json.checkedName(), json.start(), json.start());
    }

    private static void strings(JsonCursor json, RequestDraft draft, Role role, String field)
            throws IOException, MalformedBodyException {
        int depth = 0;
        do {
            switch (json.token()) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                case FIELD_NAME -> name(json, draft);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.checkNumber();
                case VALUE_STRING -> draft.other(role, field, json.text(""), json.start(), json.end());
                case null, default -> {}
            }
        } while (depth > 0 && json.next() != null);
    }
}
