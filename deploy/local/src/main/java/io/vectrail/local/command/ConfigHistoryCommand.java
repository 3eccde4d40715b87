package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what was published. */
@Command(name = "history", description = "List the published revisions, the newest first: who, when and why.")
final class ConfigHistoryCommand implements Callable<Integer> {
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
        ReplayApi.Answer answer = ReplayApi.asPolicyAdmin(Surroundings.present())
                .get("config/history", Map.of("limit", Integer.toString(limit)));
        if (json) {
            System.out.println(answer.text());
            return 0;
        }
        if (answer.json().path("items").isEmpty()) {
            System.out.println("Nothing is published yet. ./vectrail config apply FILE publishes the first document.");
            return 0;
        }
        Table table = new Table("REVISION", "TIME", "BY", "HASH", "", "COMMENT");
        for (JsonNode item : answer.json().path("items")) {
            table.row(
                    item.path("revision").asText(),
                    item.path("at").asText(),
                    VisibleText.cell(item.path("by").asText(), 40),
                    PublishedConfig.shortened(item.path("hash").asText()),
                    item.path("shadow").asBoolean() ? "shadow" : "",
                    VisibleText.cell(item.path("comment").asText(), 80));
        }
        System.out.print(table);
        return 0;
    }
}
