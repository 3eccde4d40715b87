package io.vectrail.local.upstream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bodies of answers. The same request gives the same bytes. */
final class EmbeddingsResponse {
    private static final JsonFactory JSON = new JsonFactory();

    private EmbeddingsResponse() {}

    /** Writes an answer vector by vector: it may have tens of MB, and many are asked for at once. */
    static void write(EmbeddingsRequest request, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("data");
            for (int index = 0; index < request.inputs().size(); index++) {
                json.writeStartObject();
                json.writeStringField("object", "embedding");
                json.writeNumberField("index", index);
                json.writeFieldName("embedding");
                float[] vector = request.model()
                        .vectors()
                        .embed(request.inputs().get(index).text(), request.dimensions());
                write(json, vector, request.base64());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("model", request.model().name());
            json.writeObjectFieldStart("usage");
            json.writeNumberField("prompt_tokens", request.tokens());
            json.writeNumberField("total_tokens", request.tokens());
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    static byte[] of(ApiError error) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeStringField("message", error.message());
            json.writeStringField("type", "invalid_request_error");
            field(json, "param", error.param());
            field(json, "code", error.code());
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void field(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    private static void write(JsonGenerator json, float[] vector, boolean base64) throws IOException {
        if (base64) {
            ByteBuffer little = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            little.asFloatBuffer().put(vector);
            json.writeString(Base64.getEncoder().encodeToString(little.array()));
            return;
        }
        json.writeStartArray();
        for (float component : vector) {
            json.writeNumber(component);
        }
        json.writeEndArray();
    }
}
