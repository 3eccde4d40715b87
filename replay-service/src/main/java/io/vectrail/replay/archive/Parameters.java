package io.vectrail.replay.archive;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Values on their way to the server, which reads each in its escaped form: a backslash begins an escape, and a tab or line
 * end would end the value. Several texts are an array, in which each stands in quotes, escaped the same way. The client sends
 * what it is given.
 */
final class Parameters {

    private Parameters() {}

    static Map<String, Object> escaped(Map<String, Object> parameters) {
        Map<String, Object> escaped = new HashMap<>();
        parameters.forEach((name, value) -> escaped.put(
                name,
                switch (value) {
                    case String text -> escaped(text);
                    case Collection<?> texts -> array(texts);
                    default -> value;
                }));
        return escaped;
    }

    private static String array(Collection<?> texts) {
        return texts.stream()
                .map(text -> "'" + escaped(text.toString()).replace("'", "\\'") + "'")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\t' -> escaped.append("\\t");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\0' -> escaped.append("\\0");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
