package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vectrail.replay.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** What a running service says of itself, and whether its answers fit that. */
final class Contract {

    private final JsonNode api;

    private Contract(JsonNode api) {
        this.api = api;
    }

    static Contract of(Service service) {
        try {
            return new Contract(
                    new YAMLMapper().readTree(service.get("/openapi.yaml", null).body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode api() {
        return api;
    }

    /** Where an answer is not as its schema says; none where it is. */
    List<String> misfits(String schema, HttpResponse<byte[]> answer) {
        return misfits(schema, Service.json(answer));
    }

    List<String> misfits(String schema, JsonNode value) {
        return misfits(value, schema(schema), "");
    }

    private JsonNode schema(String name) {
        JsonNode schema = api.at("/components/schemas/" + name);
        assertThat(schema.isMissingNode()).as(name).isFalse();
        return schema;
    }

    /** The part of JSON Schema that the description uses. */
    private List<String> misfits(JsonNode value, JsonNode schema, String at) {
        if (schema.has("$ref")) {
            return misfits(value, api.at(schema.get("$ref").asText().substring(1)), at);
        }
        if (schema.has("oneOf")) {
            for (JsonNode choice : schema.get("oneOf")) {
                if (misfits(value, choice, at).isEmpty()) {
                    return List.of();
                }
            }
            return List.of(at + " is none of its choices");
        }
        List<String> misfits = new ArrayList<>();
        if (!typeFits(value, schema.path("type"))) {
            misfits.add(at + " is " + value.getNodeType() + " and not " + schema.path("type"));
        }
        if (schema.has("enum") && !value.isNull() && !contains(schema.get("enum"), value.asText())) {
            misfits.add(at + " is not one of its values: " + value);
        }
        if (value.isObject()) {
            object(value, schema, at, misfits);
        }
        if (value.isArray()) {
            value.forEach(item -> misfits.addAll(misfits(item, schema.get("items"), at + "[]")));
        }
        return misfits;
    }

    private void object(JsonNode value, JsonNode schema, String at, List<String> misfits) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                misfits.add(at + "." + name.asText() + " is missing");
            }
        });
        value.properties().forEach(field -> {
            JsonNode property = schema.path("properties").get(field.getKey());
            if (property == null) {
                misfits.add(at + "." + field.getKey() + " is not described");
            } else {
                misfits.addAll(misfits(field.getValue(), property, at + "." + field.getKey()));
            }
        });
    }

    private static boolean typeFits(JsonNode value, JsonNode type) {
        if (type.isArray()) {
            for (JsonNode choice : type) {
                if (typeFits(value, choice)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }

    private static boolean contains(JsonNode values, String wanted) {
        for (JsonNode value : values) {
            if (value.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
