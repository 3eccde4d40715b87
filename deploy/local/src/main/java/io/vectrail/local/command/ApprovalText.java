package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** An approval for a terminal. What callers and others wrote cannot move the cursor. */
final class ApprovalText {
    private static final int LONGEST_LINE = 600;

    /** A text may have megabytes, and whoever wants all of it takes --json. */
    private static final int LONGEST_TEXT = 10_000;

    private ApprovalText() {}

    static String of(JsonNode approval) {
        StringBuilder text = new StringBuilder();
        line(text, "approval", approval.path("id"));
        line(text, "state", approval.path("state"));
        line(text, "requested", approval.path("time"));
        line(text, "decidable until", approval.path("expires"));
        line(text, "decided", approval.path("decided"));
        line(text, "decided by", approval.path("decidedBy"));
        line(text, "repeatable until", approval.path("grantUntil"));
        line(text, "caller", approval.path("subject"));
        line(text, "caller's groups", words(approval.path("callerGroups")));
        line(text, "address", approval.path("address"));
        line(text, "connection", approval.path("connection"));
        line(text, "model", approval.path("model"));
        line(text, "exchange", approval.path("exchange"));
        approval.path("requirements").forEach(needed -> line(text, "rule", requirement(needed)));
        line(text, "found", counts(approval.path("detections")));
        line(text, "you", may(approval.path("may")));
        approval.path("steps").forEach(step -> line(text, "step", step(step)));
        texts(text, approval);
        return text.toString();
    }

    private static void texts(StringBuilder text, JsonNode approval) {
        if (!approval.path("readable").asBoolean()) {
            text.append("\nIts texts are for auditors, and for those who may decide on it.\n");
            return;
        }
        for (JsonNode item : approval.path("items")) {
            text.append("\ninput ")
                    .append(item.path("index").asInt())
                    .append(", ")
                    .append(item.path("characters").asInt())
                    .append(" characters, ")
                    .append(VisibleText.cell(item.path("action").asText(), 20))
                    .append('\n')
                    .append(lines(orNothing(item.path("text"))))
                    .append('\n');
        }
    }

    private static String lines(String text) {
        String shown = text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, LONGEST_TEXT) + "… (" + (text.length() - LONGEST_TEXT) + " more; see --json)";
        return String.join(
                "\n", shown.lines().map(line -> "  " + VisibleText.of(line)).toList());
    }

    private static String requirement(JsonNode needed) {
        List<String> parts = new ArrayList<>(List.of(needed.path("rule").asText()
                + (needed.path("met").asBoolean() ? " (met)" : "") + ": "
                + needed.path("count").asInt()
                + (needed.path("groups").isEmpty()
                        ? " of whoever may approve"
                        : (needed.path("each").asBoolean() ? " of each of " : " of ") + words(needed.path("groups")))));
        if (needed.path("escalatesAt").isTextual()) {
            parts.add("from " + needed.path("escalatesAt").asText() + " on also of "
                    + words(needed.path("escalationGroups")));
        }
        if (needed.path("hours").isTextual()) {
            parts.add("at " + needed.path("hours").asText());
        }
        if (needed.path("needsReason").asBoolean()) {
            parts.add("with a reason");
        }
        return String.join(", ", parts);
    }

    private static String may(JsonNode may) {
        List<String> can = new ArrayList<>();
        for (String what : List.of("approve", "reject", "revoke")) {
            if (may.path(what).asBoolean()) {
                can.add(what);
            }
        }
        String why = orNothing(may.path("why"));
        String all = can.isEmpty() ? "may not decide" : "may " + String.join(" or ", can);
        return why.isEmpty() ? all : all + ": " + why;
    }

    private static String step(JsonNode step) {
        String reason = orNothing(step.path("reason"));
        String exchange = orNothing(step.path("exchange"));
        return step.path("time").asText() + " " + step.path("kind").asText() + " "
                + step.path("actor").asText()
                + (exchange.isEmpty() ? "" : " " + exchange)
                + (reason.isEmpty() ? "" : ": " + reason);
    }

    /** As in {@code EMAIL_ADDRESS=2, US_SSN=1}. */
    static String counts(JsonNode detections) {
        List<String> counts = new ArrayList<>();
        detections.forEach(found -> counts.add(
                found.path("type").asText() + "=" + found.path("count").asInt()));
        return String.join(", ", counts);
    }

    private static String words(JsonNode names) {
        List<String> words = new ArrayList<>();
        names.forEach(name -> words.add(name.asText()));
        return String.join(", ", words);
    }

    static String orNothing(JsonNode value) {
        return value.isTextual() ? value.asText() : "";
    }

    private static void line(StringBuilder text, String name, JsonNode value) {
        line(text, name, orNothing(value));
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(String.format("%-17s %s%n", name, VisibleText.cell(value, LONGEST_LINE)));
        }
    }
}
