package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.local.process.PlatformException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the API says of the published document, in words. */
final class PublishedConfig {
    private PublishedConfig() {}

    /** The document in force, with the one on trial and the edges. */
    static ReplayApi.Answer of(ReplayApi api) {
        return api.get("config", Map.of());
    }

    /** Hash of what the next one takes the place of; empty where nothing is published. */
    static String hash(ReplayApi api, boolean shadow) {
        JsonNode history = api.get("config/history", Map.of("limit", "1")).json();
        if (history.path("items").isEmpty()) {
            return "";
        }
        JsonNode config = of(api).json();
        JsonNode trial = config.path("trial");
        return (shadow && trial.isObject() ? trial : config).path("hash").asText();
    }

    static JsonNode edges(ReplayApi api) {
        return of(api).json().path("edges");
    }

    static boolean anyLagging(JsonNode edges) {
        for (JsonNode edge : edges) {
            if (edge.path("state").asText().equals("lagging")) {
                return true;
            }
        }
        return false;
    }

    /** Whether one says why it does not run what was published. */
    static boolean anyRefusing(JsonNode edges) {
        for (JsonNode edge : edges) {
            if (edge.path("problem").isTextual()) {
                return true;
            }
        }
        return false;
    }

    /** One edge, on one line. */
    static String words(JsonNode edge) {
        String hash = edge.path("hash").asText();
        String runs = hash.isEmpty() ? "no document" : shortened(hash);
        String name = "edge " + VisibleText.cell(edge.path("edge").asText(), 64);
        String problem = VisibleText.cell(edge.path("problem").asText(""), 300);
        return switch (edge.path("state").asText()) {
            case "current" -> name + " runs it (" + runs + ")";
            case "silent" -> name + " was not heard of since " + edge.path("at").asText() + " and ran " + runs;
            default ->
                name + " lags and runs " + runs + (problem.isEmpty() || problem.equals("null") ? "" : ": " + problem);
        };
    }

    static String shortened(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }

    /** A line for each problem of a document that does not validate. */
    static List<String> problems(JsonNode problem, Path file) {
        List<String> lines = new ArrayList<>();
        for (JsonNode one : problem.path("problems")) {
            String line = one.path("line").asInt() > 0 ? ":" + one.path("line").asInt() : "";
            String key = one.path("key").asText();
            lines.add(file + line + ": " + (key.isEmpty() ? "" : key + ": ")
                    + VisibleText.cell(one.path("reason").asText(), 600));
        }
        if (lines.isEmpty()) {
            throw new PlatformException(
                    "The document does not validate: " + problem.path("detail").asText());
        }
        return lines;
    }
}
