package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists alerts. */
@Command(name = "list", description = "List alerts, the newest first.")
final class AlertsListCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Option(
            names = "--state",
            defaultValue = ALL,
            paramLabel = "STATE",
            description = "open, acknowledged, closed or all (default ${DEFAULT-VALUE}).")
    private String state = "";

    @Option(
            names = "--level",
            defaultValue = "",
            paramLabel = "LEVEL",
            description = "Only those that reached this level: medium, high or critical.")
    private String level = "";

    @Option(names = "--subject", defaultValue = "", paramLabel = "NAME", description = "Only this caller's.")
    private String subject = "";

    @Option(
            names = "--assignee",
            defaultValue = "",
            paramLabel = "WHO",
            description = "Only those that are assigned to them.")
    private String assignee = "";

    @Option(
            names = "--limit",
            defaultValue = "50",
            paramLabel = "N",
            description = "At most 500 (default ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("state", state.equalsIgnoreCase(ALL) ? "" : state);
        parameters.put("level", level);
        parameters.put("subject", subject);
        parameters.put("assignee", assignee);
        parameters.put("limit", Integer.toString(limit));
        ReplayApi.Answer answer = ReplayApi.asAuditor(Surroundings.present()).get("alerts", parameters);
        if (json) {
            System.out.println(answer.text());
            return 0;
        }
        JsonNode items = answer.json().path("items");
        if (items.isEmpty()) {
            System.out.println("There are none.");
        } else {
            System.out.print(table(items));
        }
        if (answer.json().path("nextCursor").isTextual()) {
            System.err.println("There are more; see --limit.");
        }
        if (!answer.json().path("complete").asBoolean(true)) {
            System.err.println("The archive does not answer: these are the newest alone.");
        }
        return 0;
    }

    private static Table table(JsonNode items) {
        Table table = new Table("ID", "STATE", "LEVEL", "SCORE", "RAISED", "SUBJECT", "SIGNALS", "ASSIGNEE", "VERDICT");
        for (JsonNode item : items) {
            List<String> signals = new ArrayList<>();
            item.path("parts").forEach(part -> signals.add(part.path("signal").asText()));
            table.row(
                    VisibleText.cell(item.path("id").asText(), 36),
                    VisibleText.cell(item.path("state").asText(), 12),
                    VisibleText.cell(item.path("level").asText(), 8),
                    Long.toString(Math.round(item.path("score").asDouble())),
                    VisibleText.cell(item.path("raisedAt").asText(), 24),
                    VisibleText.cell(item.path("subject").asText(), 40),
                    VisibleText.cell(String.join(", ", signals), 60),
                    VisibleText.cell(item.path("assignee").asText(""), 40),
                    VisibleText.cell(item.path("verdict").asText(""), 11));
        }
        return table;
    }
}
