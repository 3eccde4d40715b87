package io.vectrail.replay.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with names for some of its segments, as in OpenAPI.
 *
 * @param template such as <code>/api/v1/exchanges/{id}</code>; {@value #REST} fits every path outside the API
 */
record RoutePattern(String template) {

    /** What is left over once every other route was looked at. */
    static final String REST = "/**";

    private static final String API = "/api/";

    RoutePattern {
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException("a path starts with /: " + template);
        }
    }

    /** The values of the named segments; empty when the path is another one. A named segment is never empty. */
    Optional<Map<String, String>> match(String path) {
        if (template.equals(REST)) {
            return path.startsWith(API) ? Optional.empty() : Optional.of(Map.of());
        }
        List<String> wanted = segments(template);
        List<String> given = segments(path);
        if (wanted.size() != given.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String segment = wanted.get(i);
            String value = given.get(i);
            if (segment.startsWith("{") && !value.isEmpty()) {
                values.put(segment.substring(1, segment.length() - 1), value);
            } else if (!segment.equals(value)) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
