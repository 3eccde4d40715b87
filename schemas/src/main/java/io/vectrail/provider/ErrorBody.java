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

    ErrorBody with(String name, @Nullable Object value) {
        fields.put(name, value instanceof ErrorBody inner ? inner.fields : value);
        return this;
    }

    ErrorBody withAll(String name, List<ErrorBody> values) {
        fields.put(name, values.stream().map(value -> value.fields).toList());
        return this;
    }

    byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings and numbers is always JSON", e);
        }
    }
}
