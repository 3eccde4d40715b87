package io.vectrail.replay.alert.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What OCSF 1.5.0 asks of a Detection Finding, from the file beside which it says where that comes from. */
public final class OcsfSchema {

    private static final JsonNode OBJECTS = read();

    private OcsfSchema() {}

    private static JsonNode read() {
        try (InputStream file =
                Objects.requireNonNull(OcsfSchema.class.getResourceAsStream("/ocsf/detection-finding-1.5.0.json"))) {
            return new ObjectMapper().readTree(file).get("objects");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What does not fit; empty where all does. */
    public static List<String> misfits(JsonNode finding) {
        List<String> misfits = new ArrayList<>();
        object(finding, OBJECTS.get("detection_finding"), "", misfits);
        return misfits;
    }

    private static void object(JsonNode value, JsonNode schema, String at, List<String> misfits) {
        if (!value.isObject()) {
            misfits.add(at + " is no object");
            return;
        }
        JsonNode attributes = schema.get("attributes");
        attributes.properties().forEach(attribute -> {
            if (attribute.getValue().path("required").asBoolean() && !value.has(attribute.getKey())) {
                misfits.add(at + "." + attribute.getKey() + " is required");
            }
        });
        JsonNode some = schema.path("atLeastOne");
        boolean has = some.isMissingNode();
        for (JsonNode name : some) {
            has |= value.has(name.asText());
        }
        if (!has) {
            misfits.add(at + " has none of " + some);
        }
        value.properties().forEach(field -> {
            JsonNode attribute = attributes.get(field.getKey());
            String here = at + "." + field.getKey();
            if (attribute == null) {
                misfits.add(here + " is no attribute");
            } else if (attribute.path("array").asBoolean()) {
                if (!field.getValue().isArray()) {
                    misfits.add(here + " is no array");
                }
                field.getValue().forEach(item -> single(item, attribute, here + "[]", misfits));
            } else {
                single(field.getValue(), attribute, here, misfits);
            }
        });
    }

    private static void single(JsonNode value, JsonNode attribute, String at, List<String> misfits) {
        String type = attribute.get("type").asText();
        boolean fits = switch (type) {
            case "integer" -> value.isIntegralNumber();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "number" -> value.isNumber();
            case "any" -> true;
            // Any attributes at all.
            case "object" -> value.isObject();
            default -> {
                JsonNode schema = OBJECTS.get(type);
                if (schema == null) {
                    misfits.add(at + " is of " + type + ", which this test does not know");
                } else {
                    object(value, schema, at, misfits);
                }
                yield true;
            }
        };
        if (!fits) {
            misfits.add(at + " is no " + type + ": " + value);
        }
        if (attribute.has("enum") && !contains(attribute.get("enum"), value.asInt())) {
            misfits.add(at + " is not one of its values: " + value);
        }
    }

    private static boolean contains(JsonNode values, int wanted) {
        for (JsonNode value : values) {
            if (value.asInt() == wanted) {
                return true;
            }
        }
        return false;
    }
}
