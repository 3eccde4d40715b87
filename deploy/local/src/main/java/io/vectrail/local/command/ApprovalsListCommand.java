package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists approvals. */
@Command(
        name = "list",
        description =
                "List the requests that wait, the oldest first; or with --state those of another state, the newest first.")
final class ApprovalsListCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Option(
            names = "--state",
            defaultValue = "requested",
            paramLabel = "STATE",
            description = "requested, approved, rejected, expired, revoked or all (default ${DEFAULT-VALUE}).")
    private String state = "";

    @Option(names = "--subject", defaultValue = "", paramLabel = "NAME", description = "Only this caller's.")
    private String subject = "";

    @Option(
            names = "--limit",
            defaultValue = "50",
            paramLabel = "N",
            description = "At most 500 (default ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private ApprovalCall call = new ApprovalCall();

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("state", state.equalsIgnoreCase(ALL) ? "" : state);
        parameters.put("subject", subject);
        parameters.put("limit", Integer.toString(limit));
        ReplayApi.Answer answer = call.api().get("approvals", parameters);
        JsonNode items = answer.json().path("items");
        if (call.json()) {
            System.out.println(answer.text());
        } else if (items.isEmpty()) {
            System.out.println(state.equalsIgnoreCase("requested") ? "No request waits." : "There are none.");
        } else {
            System.out.print(table(items));
            if (answer.json().path("nextCursor").isTextual()) {
                System.err.println("There are more; see --limit.");
            }
        }
        return 0;
    }

    private static Table table(JsonNode items) {
        Table table =
                new Table("ID", "STATE", "TIME", "SUBJECT", "CONNECTION", "MODEL", "RULE", "FOUND", "UNTIL", "BY");
        for (JsonNode item : items) {
            table.row(
                    VisibleText.cell(item.path("id").asText(), 36),
                    VisibleText.cell(item.path("state").asText(), 10),
                    VisibleText.cell(item.path("time").asText(), 24),
                    VisibleText.cell(item.path("subject").asText(), 40),
                    VisibleText.cell(item.path("connection").asText(), 30),
                    VisibleText.cell(item.path("model").asText(), 40),
                    VisibleText.cell(item.path("rule").asText(), 40),
                    VisibleText.cell(ApprovalText.counts(item.path("detections")), 60),
                    VisibleText.cell(until(item), 24),
                    VisibleText.cell(item.path("decidedBy").asText(""), 40));
        }
        return table;
    }

    /** Until when it can be decided on, or may be repeated. */
    private static String until(JsonNode item) {
        return item.path("state").asText().equals("REQUESTED")
                ? item.path("expires").asText()
                : TextLines.orNothing(item.path("grantUntil"));
    }
}
