package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.Part.Role;
import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What stands in requests, whoever the provider is. */
final class RequestShapes {

    /** What a field is called that no codec knows. */
    private static final String STRANGER = "";

    private RequestShapes() {}

    /** A body's object. Fields that are not named are strangers. */
    static Shape.Fields<RequestDraft> body() {
        return Shape.<RequestDraft>object("the body must be a JSON object").strangers(RequestShapes::stranger);
    }

    /** An object within a body, such as {@code "content"}. Fields that are not named are strangers. */
    static Shape.Fields<RequestDraft> object(String name) {
        return objectAt("\"" + name + "\"");
    }

    /** An object that errors call by these words. Fields that are not named are strangers. */
    static Shape.Fields<RequestDraft> objectAt(String where) {
        return Shape.<RequestDraft>object(where + " must be an object").strangers(RequestShapes::stranger);
    }

    /** The model's name. */
    static Shape<RequestDraft> model() {
        return (json, draft) -> draft.model(word("model", json, draft));
    }

    /** The same, of a provider that takes a model of its own where none is named. */
    static Shape<RequestDraft> modelOptional(Shape<RequestDraft> body) {
        return (json, draft) -> {
            draft.modelOptional();
            body.read(json, draft);
        };
    }

    /** A string that says what is to be done, and that the codec has to know. */
    static String word(String field, JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        String word = json.text("\"" + field + "\" must be a string");
        draft.other(Role.STRUCTURAL, field, word, json.start(), json.end());
        return word;
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

    /** A word that says what is to be done, of which only these are known to leave the answer as it is read here. */
    static Shape<RequestDraft> oneOf(String field, List<String> words) {
        String otherwise =
                "\"" + field + "\" can only be one of " + words + " here; the gateway reads no other vectors";
        return (json, draft) -> {
            if (!json.at(JsonToken.VALUE_STRING) || !words.contains(word(field, json, draft))) {
                throw new MalformedBodyException(otherwise);
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

    /** A field that has a text to embed, or a part of one. */
    static Shape<RequestDraft> textIn(String field) {
        return text("\"" + field + "\" must be a string");
    }

    /** Takes a text that is something else as well, or in truth. */
    @FunctionalInterface
    interface Disguise {

        /** Whether it is; the draft has it then. */
        boolean takes(String text, JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException;
    }

    /** A text to embed, or a part of one; or a data URI, since whatever server stands behind may know it for one. */
    static Shape<RequestDraft> text(String otherwise) {
        return text(otherwise, MediaInText::whole);
    }

    /** The same, where it may be several things: the first of them that it is counts. */
    static Shape<RequestDraft> text(String otherwise, Disguise... disguises) {
        List<Disguise> all = List.of(disguises);
        return (json, draft) -> {
            String text = json.text(otherwise);
            for (Disguise disguise : all) {
                if (disguise.takes(text, json, draft)) {
                    return;
                }
            }
            draft.part(new Part.Text(Role.INPUT, "", text, json.start(), json.end()));
        };
    }

    /** A field that has a text to embed, or an array of them. */
    static Shape<RequestDraft> textsIn(String field) {
        return oneOrMore(text("\"" + field + "\" must be a string or an array of strings"));
    }

    /** A value, or an array of them. */
    static Shape<RequestDraft> oneOrMore(Shape<RequestDraft> one) {
        return Shape.either(JsonToken.START_ARRAY, Shape.each("", one), one);
    }

    /** A field that has an array. */
    static Shape<RequestDraft> array(String field, Shape<RequestDraft> element) {
        return Shape.each("\"" + field + "\" must be an array", element);
    }

    /** One input that has several parts. */
    static Shape<RequestDraft> input(Shape<RequestDraft> parts) {
        return (json, draft) -> draft.input(json, parts);
    }

    /** A field that no codec knows, at its name: both may say anything, so both are seen. */
    static void stranger(JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        name(json, draft);
        json.next();
        strings(json, draft, Role.FREE, STRANGER);
    }

    private static void name(JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        // A name cannot be masked: what would be read under another is not what was asked.
        draft.other(Role.STRUCTURAL, "", json.checkedName(), json.start(), json.nameEnd());
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
                case VALUE_STRING -> string(json, draft, role, field);
                case null, default -> {}
            }
        } while (depth > 0 && json.next() != null);
    }

    private static void string(JsonCursor json, RequestDraft draft, Role role, String field)
            throws IOException, MalformedBodyException {
        String text = json.text("");
        if (field.equals(STRANGER) && MediaInText.holdsMedium(text)) {
            throw new MalformedBodyException("a medium stands in a field that this route does not have");
        }
        draft.other(role, field, text, json.start(), json.end());
    }
}
