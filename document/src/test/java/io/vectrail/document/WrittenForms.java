package io.vectrail.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares the records that a document is bound to with the schema's objects, beginning with the document's own. */
final class WrittenForms {

    /** Where such records are; whatever stands elsewhere is one value in a document. */
    private static final Set<String> PACKAGES =
            Set.of("io.vectrail.document", "io.vectrail.document.risk", "io.vectrail.policy.rule");

    private final JsonNode schema;
    private final List<String> differences = new ArrayList<>();
    private final Set<Class<?>> seen = new HashSet<>();

    WrittenForms(JsonNode schema) {
        this.schema = schema;
    }

    /** What one has and the other has not, a line each. */
    List<String> differences(Class<?> document) {
        compare(document, schema);
        return differences;
    }

    private void compare(Class<?> form, JsonNode place) {
        if (!seen.add(form)) {
            return;
        }
        JsonNode object = object(place);
        JsonNode properties = object.path("properties");
        Set<String> known = new TreeSet<>();
        properties.fieldNames().forEachRemaining(known::add);
        if (!object.path("additionalProperties").isBoolean()
                || object.path("additionalProperties").asBoolean()) {
            differences.add(form.getName() + ": its object takes additional properties");
        }
        for (RecordComponent component : form.getRecordComponents()) {
            String key = component.getName();
            JsonNode property = properties.path(key);
            if (!known.remove(key)) {
                differences.add(form.getName() + ": the schema has no " + key);
            } else if (property.path("description").asText().isBlank()) {
                differences.add(form.getName() + ": " + key + " has no description");
            } else {
                compare(component.getGenericType(), property, form.getName() + ": " + key);
            }
        }
        known.forEach(key -> differences.add(form.getName() + ": the schema has a key that is not read: " + key));
    }

    private void compare(Type type, JsonNode property, String key) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            expect("array", property, key);
            compare(list.getActualTypeArguments()[0], followed(property).path("items"), key + "[]");
        } else if (type instanceof Class<?> form && form.isRecord() && PACKAGES.contains(form.getPackageName())) {
            compare(form, property);
        } else if (type == Boolean.class || type == boolean.class) {
            expect("boolean", property, key);
        } else if (type == Double.class || type == double.class) {
            expect("number", property, key);
        } else if ((type == Integer.class || type == int.class || type == Long.class)
                && !followed(property).has("const")) {
            expect("integer", property, key);
        }
    }

    private void expect(String type, JsonNode property, String key) {
        if (!followed(property).path("type").asText().equals(type)) {
            differences.add(key + ": the schema's type is not " + type);
        }
    }

    /** The object itself; of several forms the one that has keys. */
    private JsonNode object(JsonNode place) {
        JsonNode here = followed(place);
        return Stream.of("anyOf", "oneOf")
                .filter(word -> !here.has("properties"))
                .flatMap(word -> Stream.of(here.path(word)))
                .flatMap(forms -> forms.valueStream())
                .filter(form -> form.has("properties"))
                .findFirst()
                .orElse(here);
    }

    private JsonNode followed(JsonNode place) {
        JsonNode reference = place.path("$ref");
        return reference.isMissingNode() ? place : schema.at(reference.asText().substring(1));
    }
}
