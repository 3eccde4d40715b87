package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of an error, its fields in the order that they were put in. */
final class ErrorBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** Code and message in one, for a provider whose errors have no field for a code or whose SDK does not show it. */
    static String line(ProviderError error) {
        return error.code() + ": " + error.message();
    }

    /** Both in the one field that such errors have. */
    static ErrorBody ofLine(String field, ProviderError error) {
        return new ErrorBody().with(field, line(error));
    }

    /** {@code error.code} and {@code error.message}. */
    static ErrorBody ofCodeAndMessage(ProviderError error) {
        return new ErrorBody()
                .with("error", new ErrorBody().with("code", error.code()).with("message", error.message()));
    }

    ErrorBody with(String name, @Nullable Object value) {
        fields.put(name, value instanceof ErrorBody inner ? inner.fields : value);
        return this;
    }

    ErrorBody withAll(String name, List<ErrorBody> values) {
        fields.put(name, values.stream().map(value -> value.fields).toList());
        return this;
    }

    ErrorAnswer answer() {
        return answer(Map.of());
    }

    ErrorAnswer answer(Map<String, String> headers) {
        try {
            return new ErrorAnswer(JSON.writeValueAsBytes(fields), headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings and numbers is always JSON", e);
        }
    }
}
