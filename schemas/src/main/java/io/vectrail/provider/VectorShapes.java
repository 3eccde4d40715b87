package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** What stands in answers, whoever the provider is. */
final class VectorShapes {

    private static final String TOO_LONG = "an embedding has more than " + Vector.MOST_DIMENSIONS + " dimensions";

    private VectorShapes() {}

    /** An answer's object. Fields that are not named are passed over. */
    static Shape.Fields<ResponseDraft> body() {
        return Shape.object("the response is not a JSON object");
    }

    /** An object within an answer, such as {@code "embeddings"}. Fields that are not named are passed over. */
    static Shape.Fields<ResponseDraft> object(String name) {
        return objectAt("\"" + name + "\"");
    }

    /** An object that errors call by these words. Fields that are not named are passed over. */
    static Shape.Fields<ResponseDraft> objectAt(String where) {
        return Shape.object(where + " is not an object");
    }

    /** An array with an element for each input. */
    static Shape<ResponseDraft> perInput(String field, Shape<ResponseDraft> element) {
        return allInputs(several(field, nextInput(element)));
    }

    /** The same, or nothing: null or an empty array, in which nothing is released. */
    static Shape<ResponseDraft> perInputOrNone(String field, Shape<ResponseDraft> element) {
        Shape<ResponseDraft> next = nextInput(element);
        return (json, draft) -> {
            if (json.at(JsonToken.VALUE_NULL)) {
                return;
            }
            if (!json.at(JsonToken.START_ARRAY)) {
                throw new MalformedBodyException("\"" + field + "\" is not an array");
            }
            if (json.next() == JsonToken.END_ARRAY) {
                return;
            }
            do {
                next.read(json, draft);
            } while (json.next() != JsonToken.END_ARRAY);
            draft.endItems();
        };
    }

    /** What has the vectors of all inputs, which end with it. */
    static Shape<ResponseDraft> allInputs(Shape<ResponseDraft> inputs) {
        return (json, draft) -> {
            inputs.read(json, draft);
            draft.endItems();
        };
    }

    /** The one vector, or the several, of a request that has one input. */
    static Shape<ResponseDraft> onlyInput(Shape<ResponseDraft> vectors) {
        return allInputs(nextInput(vectors));
    }

    /**
     * An object with the vectors by type. One of a type that nobody knows is not passed over, since it would be released, but
     * where it is null or an empty array.
     */
    static Shape.Fields<ResponseDraft> byType(String field) {
        Shape<ResponseDraft> none = perInputOrNone(field, (json, draft) -> {
            throw unknownType(field);
        });
        return object(field).others((json, draft) -> {
            json.next();
            if (!json.at(JsonToken.VALUE_NULL) && !json.at(JsonToken.START_ARRAY)) {
                throw unknownType(field);
            }
            none.read(json, draft);
        });
    }

    private static MalformedBodyException unknownType(String field) {
        return new MalformedBodyException("\"" + field + "\" has vectors of a type that this version does not know");
    }

    /** The next input's vector or vectors, for a codec that ends the inputs itself. */
    static Shape<ResponseDraft> nextInput(Shape<ResponseDraft> vectors) {
        return (json, draft) -> {
            draft.beginItem();
            vectors.read(json, draft);
            draft.endItem();
        };
    }

    /** An array of one input's several vectors. */
    static Shape<ResponseDraft> several(String field, Shape<ResponseDraft> vector) {
        return Shape.each("\"" + field + "\" is not an array", vector);
    }

    /** An array of one input's several vectors, of which each says by an index of its own which it is. */
    static Shape<ResponseDraft> parts(String field, Shape<ResponseDraft> part) {
        Shape<ResponseDraft> parts = several(field, (json, draft) -> {
            draft.beginPart();
            part.read(json, draft);
            draft.endPart();
        });
        return (json, draft) -> {
            parts.read(json, draft);
            draft.endParts();
        };
    }

    /** Which input a vector is of, or which of an input's several it is. */
    static Shape<ResponseDraft> index(ObjIntConsumer<ResponseDraft> taker) {
        return (json, draft) -> taker.accept(draft, json.integer("\"index\" is not a whole number"));
    }

    /** A vector as numbers or as base64, of the type that the request asked for. */
    static Shape<ResponseDraft> asAsked() {
        return vector(draft -> draft.request().vectors(), true);
    }

    /** A vector as numbers or as base64. */
    static Shape<ResponseDraft> vector(VectorType type) {
        return vector(draft -> type, true);
    }

    /** A vector that is as long as its model has it, whatever the request asks for. */
    static Shape<ResponseDraft> vectorOfItsOwnLength(VectorType type) {
        return vector(draft -> type, false);
    }

    private static Shape<ResponseDraft> vector(Function<ResponseDraft, VectorType> type, boolean lengthAsked) {
        return Shape.either(
                JsonToken.VALUE_STRING,
                (json, draft) -> base64(json, draft, type.apply(draft), lengthAsked),
                (json, draft) -> numbers(json, draft, type.apply(draft), lengthAsked));
    }

    private static void base64(JsonCursor json, ResponseDraft draft, VectorType type, boolean lengthAsked)
            throws IOException, MalformedBodyException {
        int start = json.start();
        byte[] bytes = json.base64("an embedding is neither numbers nor base64");
        Components components = type == VectorType.FLOAT ? floats(bytes) : PackedVector.of(type, bytes);
        draft.vector(new Vector(0, type, true, components, null, lengthAsked, start, json.end()));
    }

    private static Components floats(byte[] bytes) throws MalformedBodyException {
        if (bytes.length % Float.BYTES != 0) {
            throw new MalformedBodyException("an embedding in base64 is not made of float32");
        }
        if (bytes.length > Vector.MOST_DIMENSIONS * Float.BYTES) {
            throw tooLong();
        }
        float[] components = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(components);
        return new Components.Numbers(components);
    }

    private static void numbers(JsonCursor json, ResponseDraft draft, VectorType type, boolean lengthAsked)
            throws IOException, MalformedBodyException {
        int start = json.start();
        float[] numbers = json.numbers(
                Vector.MOST_DIMENSIONS / type.perNumber(), "an embedding is neither numbers nor base64", TOO_LONG);
        Components components = PackedVector.of(type, numbers);
        draft.vector(new Vector(0, type, false, components, null, lengthAsked, start, json.end()));
    }

    /** A sparse vector as an array of objects, each with an index and a value. */
    static Shape<ResponseDraft> sparse() {
        return (json, draft) -> {
            SparseVector vector = new SparseVector(json.start());
            SparseVector.ENTRIES.read(json, vector);
            draft.vector(vector.end(json.end()));
        };
    }

    static MalformedBodyException tooLong() {
        return new MalformedBodyException(TOO_LONG);
    }

    /** The model's name; empty where it is no string. */
    static Shape<ResponseDraft> model() {
        return Shape.either(JsonToken.VALUE_STRING, (json, draft) -> draft.model(json.text("")), Shape.skipped());
    }

    /** What the provider counted; whatever is no count is passed over. */
    static Shape<ResponseDraft> usage(@Nullable String prompt, @Nullable String total) {
        Shape.Fields<ResponseDraft> counts = Shape.object("");
        if (prompt != null) {
            counts.field(prompt, count(ResponseDraft::promptTokens));
        }
        if (total != null) {
            counts.field(total, count(ResponseDraft::totalTokens));
        }
        return ifObject(counts);
    }

    /** A count of tokens. */
    static Shape<ResponseDraft> count(BiConsumer<ResponseDraft, @Nullable Long> taker) {
        return (json, draft) -> {
            taker.accept(draft, json.count());
            json.skip();
        };
    }

    /** An object that may be missing, null or something else: what it says is not needed. */
    static Shape<ResponseDraft> ifObject(Shape<ResponseDraft> object) {
        return Shape.either(JsonToken.START_OBJECT, object, Shape.skipped());
    }
}
