package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** An approval for a terminal. What callers and others wrote cannot move the cursor. */
final class ApprovalText {
    /** A text may have megabytes, and whoever wants all of it takes --json. */
    private static final int LONGEST_TEXT = 10_000;

    private ApprovalText() {}

    static String of(JsonNode approval) {
        TextLines text = new TextLines();
        text.line("approval", approval.path("id"));
        text.line("state", approval.path("state"));
        text.line("requested", approval.path("time"));
        text.line("decidable until", approval.path("expires"));
        text.line("decided", approval.path("decided"));
        text.line("decided by", approval.path("decidedBy"));
        text.line("repeatable until", approval.path("grantUntil"));
        text.line("caller", approval.path("subject"));
        text.line("caller's groups", TextLines.words(approval.path("callerGroups")));
        text.line("address", approval.path("address"));
        text.line("connection", approval.path("connection"));
        text.line("model", approval.path("model"));
        text.line("exchange", approval.path("exchange"));
        approval.path("requirements").forEach(needed -> text.line("rule", requirement(needed)));
        text.line("found", counts(approval.path("detections")));
        text.line("you", may(approval.path("may")));
        approval.path("steps").forEach(step -> text.line("step", step(step)));
        texts(text, approval);
        return text.toString();
    }

    private static void texts(TextLines text, JsonNode approval) {
        if (!approval.path("readable").asBoolean()) {
            text.append("\nIts texts are for auditors, and for those who may decide on it.\n");
            return;
        }
        for (JsonNode item : approval.path("items")) {
            text.append("\ninput " + item.path("index").asInt() + ", "
                    + item.path("characters").asInt() + " characters, "
                    + VisibleText.cell(item.path("action").asText(), 20) + "\n"
                    + lines(TextLines.orNothing(item.path("text"))) + "\n");
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
                        : (needed.path("each").asBoolean() ? " of each of " : " of ")
                                + TextLines.words(needed.path("groups")))));
        if (needed.path("escalatesAt").isTextual()) {
            parts.add("from " + needed.path("escalatesAt").asText() + " on also of "
                    + TextLines.words(needed.path("escalationGroups")));
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
        String why = TextLines.orNothing(may.path("why"));
        String all = can.isEmpty() ? "may not decide" : "may " + String.join(" or ", can);
        return why.isEmpty() ? all : all + ": " + why;
    }

    private static String step(JsonNode step) {
        String reason = TextLines.orNothing(step.path("reason"));
        String exchange = TextLines.orNothing(step.path("exchange"));
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
}
