package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists callers by their score. */
@Command(name = "callers", description = "List callers by their score now, the highest first.")
final class RiskCallersCommand implements Callable<Integer> {
    @Option(names = "--subject", defaultValue = "", paramLabel = "WORDS", description = "Whose name has this in it.")
    private String subject = "";

    @Option(
            names = "--level",
            defaultValue = "",
            paramLabel = "LEVEL",
            description = "Only of this level: low, medium, high or critical.")
    private String level = "";

    @Option(
            names = "--scoring",
            defaultValue = "",
            paramLabel = "NAME",
            description = "By this scoring of history, and not by the live one.")
    private String scoring = "";

    @Option(
            names = "--limit",
            defaultValue = "20",
            paramLabel = "N",
            description = "At most 500 (default ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", subject);
        parameters.put("level", level);
        parameters.put("version", scoring);
        parameters.put("limit", Integer.toString(limit));
        ReplayApi.Answer answer = ReplayApi.asAuditor(Surroundings.present()).get("risk/callers", parameters);
        JsonNode items = answer.json().path("items");
        if (json) {
            System.out.println(answer.text());
        } else if (items.isEmpty()) {
            System.out.println("Nobody was scored in the last 30 days.");
        } else {
            System.out.print(table(items));
            if (answer.json().path("nextCursor").isTextual()) {
                System.err.println("There are more; see --limit.");
            }
        }
        return 0;
    }

    private static Table table(JsonNode items) {
        Table table = new Table("SCORE", "LEVEL", "SUBJECT", "CONNECTION", "SCORED AT", "BECAUSE OF");
        for (JsonNode item : items) {
            table.row(
                    RiskText.score(item),
                    VisibleText.cell(item.path("level").asText(), 10),
                    VisibleText.cell(item.path("subject").asText(), 60),
                    VisibleText.cell(item.path("connection").asText(), 30),
                    VisibleText.cell(item.path("at").asText(), 24),
                    VisibleText.cell(RiskText.signals(item.path("parts")), 80));
        }
        return table;
    }
}
