package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What stands in answers, whoever the provider is. */
final class VectorShapes {

    private static final String TOO_LONG = "an embedding has more than " + Vector.MOST_DIMENSIONS + " dimensions";

    private VectorShapes() {}

    /** An array with an element for each input. */
    static Shape<ResponseDraft> perInput(String field, Shape<ResponseDraft> element) {
        Shape<ResponseDraft> elements =
                Shape.each("\"" + field + "\" is not an array", (json, draft) -> item(json, draft, element));
        return (json, draft) -> {
            elements.read(json, draft);
            draft.endItems();
        };
    }

    /** The one vector, or the several, of a request that has one input. */
    static Shape<ResponseDraft> onlyInput(Shape<ResponseDraft> vectors) {
        return (json, draft) -> {
            item(json, draft, vectors);
            draft.endItems();
        };
    }

    private static void item(JsonCursor json, ResponseDraft draft, Shape<ResponseDraft> element)
            throws IOException, MalformedBodyException {
        draft.beginItem();
        element.read(json, draft);
        draft.endItem();
    }

    /** A vector as numbers or as base64, of the type that the request asked for. */
    static Shape<ResponseDraft> asAsked() {
        return vector(draft -> draft.request().vectors());
    }

    /** A vector as numbers or as base64. */
    static Shape<ResponseDraft> vector(VectorType type) {
        return vector(draft -> type);
    }

    private static Shape<ResponseDraft> vector(Function<ResponseDraft, VectorType> type) {
        return (json, draft) -> {
            if (json.at(JsonToken.VALUE_STRING)) {
                base64(json, draft, type.apply(draft));
            } else {
                numbers(json, draft, type.apply(draft));
            }
        };
    }

    private static void base64(JsonCursor json, ResponseDraft draft, VectorType type)
            throws IOException, MalformedBodyException {
        int start = json.start();
        byte[] bytes = json.base64("an embedding is neither numbers nor base64");
        float[] components = type == VectorType.FLOAT ? floats(bytes) : PackedVector.unpack(type, bytes);
        draft.vector(new Vector(0, type, true, components, null, start, json.end()));
    }

    private static float[] floats(byte[] bytes) throws MalformedBodyException {
        if (bytes.length % Float.BYTES != 0) {
            throw new MalformedBodyException("an embedding in base64 is not made of float32");
        }
        if (bytes.length > Vector.MOST_DIMENSIONS * Float.BYTES) {
            throw tooLong();
        }
        float[] components = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(components);
        return components;
    }

    private static void numbers(JsonCursor json, ResponseDraft draft, VectorType type)
            throws IOException, MalformedBodyException {
        int start = json.start();
        float[] numbers = json.numbers(
                Vector.MOST_DIMENSIONS / type.perNumber(), "an embedding is neither numbers nor base64", TOO_LONG);
        float[] components = type.perNumber() == 1 ? numbers : PackedVector.unpack(type, numbers);
        draft.vector(new Vector(0, type, false, components, null, start, json.end()));
    }

    static MalformedBodyException tooLong() {
        return new MalformedBodyException(TOO_LONG);
    }

    /** The model's name; empty where it is no string. */
    static Shape<ResponseDraft> model() {
        return (json, draft) -> {
            if (json.at(JsonToken.VALUE_STRING)) {
                draft.model(json.text(""));
            } else {
                json.skip();
            }
        };
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
    static Shape<ResponseDraft> count(java.util.function.BiConsumer<ResponseDraft, @Nullable Long> taker) {
        return (json, draft) -> {
            taker.accept(draft, json.count());
            json.skip();
        };
    }

    /** An object that may be missing, null or something else: what it says is not needed. */
    static Shape<ResponseDraft> ifObject(Shape<ResponseDraft> object) {
        return (json, draft) -> {
            if (json.at(JsonToken.START_OBJECT)) {
                object.read(json, draft);
            } else {
                json.skip();
            }
        };
    }
}
