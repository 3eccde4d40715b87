package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** An alert for a terminal. What callers and others wrote cannot move the cursor. */
final class AlertText {

    private AlertText() {}

    static String of(JsonNode alert) {
        TextLines text = new TextLines();
        text.line("alert", alert.path("id"));
        text.line("state", alert.path("state"));
        text.line("verdict", alert.path("verdict"));
        text.line("assigned to", alert.path("assignee"));
        text.line("caller", alert.path("subject"));
        text.line("caller's groups", TextLines.words(alert.path("groups")));
        text.line("level", alert.path("level"));
        text.line("score", points(alert.path("score")));
        text.line("raised", alert.path("raisedAt"));
        text.line("updated", alert.path("updatedAt"));
        text.line("subsided", alert.path("subsidedAt"));
        alert.path("parts").forEach(part -> text.line("because of", part(part)));
        alert.path("exchanges").forEach(exchange -> text.line("exchange", exchange(exchange)));
        alert.path("steps").forEach(step -> text.line("step", step(step)));
        alert.path("case").forEach(done -> text.line("done", done(done)));
        return text.toString();
    }

    private static String part(JsonNode part) {
        return part.path("signal").asText() + ", " + points(part.path("points")) + " points";
    }

    private static String exchange(JsonNode exchange) {
        String reasons = RiskText.reasons(exchange.path("parts"));
        return exchange.path("id").asText() + " " + exchange.path("at").asText() + " "
                + exchange.path("connection").asText() + " " + points(exchange.path("score"))
                + (reasons.isEmpty() ? "" : "; " + reasons);
    }

    private static String step(JsonNode step) {
        return step.path("at").asText() + " " + step.path("kind").asText() + " " + points(step.path("score")) + " "
                + step.path("level").asText();
    }

    private static String done(JsonNode done) {
        StringBuilder text = new StringBuilder(done.path("at").asText() + " "
                + done.path("kind").asText() + " " + done.path("actor").asText());
        for (String more : List.of("assignee", "verdict", "webhook", "reason")) {
            String value = TextLines.orNothing(done.path(more));
            if (!value.isEmpty()) {
                text.append(more.equals("reason") ? ": " : " ").append(value);
            }
        }
        return text.toString();
    }

    private static String points(JsonNode score) {
        return Long.toString(Math.round(score.asDouble()));
    }
}
