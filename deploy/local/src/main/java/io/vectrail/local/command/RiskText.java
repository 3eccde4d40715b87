package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A caller's score for a terminal. */
final class RiskText {
    private static final int LONGEST_LINE = 400;

    private RiskText() {}

    static String of(JsonNode caller) {
        StringBuilder text = new StringBuilder();
        line(text, "caller", caller.path("subject").asText());
        line(text, "score", score(caller) + " " + caller.path("level").asText());
        line(text, "scored at", caller.path("at").asText());
        for (JsonNode part : caller.path("parts")) {
            line(text, "because of", part.path("signal").asText() + ", " + points(part) + " points");
        }
        Table table = new Table("SCORE", "TIME", "CONNECTION", "BECAUSE", "ID");
        for (JsonNode exchange : caller.path("exchanges")) {
            table.row(
                    score(exchange),
                    VisibleText.cell(exchange.path("at").asText(), 24),
                    VisibleText.cell(exchange.path("connection").asText(), 30),
                    VisibleText.cell(reasons(exchange.path("parts")), 120),
                    VisibleText.cell(exchange.path("id").asText(), 36));
        }
        return caller.path("exchanges").isEmpty()
                ? text.toString()
                : text.append("\nThe riskiest exchanges:\n").append(table).toString();
    }

    /** Rounded, as in lists of exchanges. */
    static String score(JsonNode scored) {
        return Long.toString(Math.round(scored.path("score").asDouble()));
    }

    /** As in {@code near-duplicates 30.0, burst 4.5}. */
    static String signals(JsonNode parts) {
        List<String> signals = new ArrayList<>();
        parts.forEach(part -> signals.add(part.path("signal").asText() + " " + points(part)));
        return String.join(", ", signals);
    }

    /** Why an exchange is risky; of a signal whose reason is not kept there are its points. */
    static String reasons(JsonNode parts) {
        List<String> reasons = new ArrayList<>();
        parts.forEach(part -> {
            String reason = part.path("reason").asText();
            reasons.add(part.path("signal").asText() + (reason.isEmpty() ? " " + points(part) : ": " + reason));
        });
        return String.join("; ", reasons);
    }

    private static String points(JsonNode part) {
        return String.format(Locale.ROOT, "%.1f", part.path("points").asDouble());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-10s %s%n", name, VisibleText.cell(value, LONGEST_LINE)));
    }
}
