package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Names and values for a terminal, one a line. What others wrote cannot move the cursor. */
final class TextLines {
    private static final int LONGEST_LINE = 600;

    private final StringBuilder text = new StringBuilder();

    /** What is no text is left out. */
    void line(String name, JsonNode value) {
        line(name, orNothing(value));
    }

    /** What is empty is left out. */
    void line(String name, String value) {
        if (!value.isEmpty()) {
            text.append(String.format("%-17s %s%n", name, VisibleText.cell(value, LONGEST_LINE)));
        }
    }

    /** What is no line. */
    void append(String more) {
        text.append(more);
    }

    static String orNothing(JsonNode value) {
        return value.isTextual() ? value.asText() : "";
    }

    static String words(JsonNode names) {
        List<String> words = new ArrayList<>();
        names.forEach(name -> words.add(name.asText()));
        return String.join(", ", words);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
