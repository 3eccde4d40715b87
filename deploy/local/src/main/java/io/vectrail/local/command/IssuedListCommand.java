package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Option;

/** Lists what was issued, without the secrets, which nobody has. */
abstract class IssuedListCommand implements Callable<Integer> {
    @Option(
            names = "--limit",
            defaultValue = "50",
            paramLabel = "N",
            description = "At most 500 (default ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    private final String path;
    private final String none;

    /**
     * For one kind of secrets.
     *
     * @param path where the API has them
     * @param none what to say where there are none
     */
    IssuedListCommand(String path, String none) {
        this.path = path;
        this.none = none;
    }

    @Override
    public final Integer call() {
        ReplayApi.Answer answer =
                ReplayApi.asPolicyAdmin(Surroundings.present()).get(path, Map.of("limit", Integer.toString(limit)));
        if (json) {
            System.out.println(answer.text());
            return 0;
        }
        if (answer.json().path("items").isEmpty()) {
            System.out.println(none);
            return 0;
        }
        Table table = new Table("ID", "STATE", "SUBJECT", "GROUPS", "EXPIRES", "CREATED BY", "NAME");
        for (JsonNode item : answer.json().path("items")) {
            table.row(
                    VisibleText.cell(item.path("id").asText(), 16),
                    VisibleText.cell(item.path("state").asText(), 10),
                    VisibleText.cell(item.path("subject").asText(), 60),
                    VisibleText.cell(groups(item.path("groups")), 60),
                    VisibleText.cell(item.path("expires").asText(), 30),
                    VisibleText.cell(item.path("createdBy").asText(), 40),
                    VisibleText.cell(item.path("name").asText(), 80));
        }
        System.out.print(table);
        if (answer.json().path("nextCursor").isTextual()) {
            System.err.println("There are more; see --limit.");
        }
        return 0;
    }

    private static String groups(JsonNode groups) {
        return StreamSupport.stream(groups.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }
}
