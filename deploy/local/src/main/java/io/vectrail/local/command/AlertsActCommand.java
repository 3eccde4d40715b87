package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does something with an alert. */
abstract class AlertsActCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Its id, as the list prints it.")
    private String id = "";

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    /** What the API is asked for. */
    abstract ObjectNode action();

    /** Says that somebody is at it. */
    @Command(name = "acknowledge", description = "Say that you have seen an alert and are at it.")
    static final class Acknowledge extends AlertsActCommand {
        @Override
        ObjectNode action() {
            return named("acknowledge");
        }
    }

    /** Makes it somebody's. */
    @Command(name = "assign", description = "Make an alert somebody's.")
    static final class Assign extends AlertsActCommand {
        @Option(names = "--to", required = true, paramLabel = "WHO", description = "Whose it is from now on.")
        private String assignee = "";

        @Override
        ObjectNode action() {
            return named("assign").put("assignee", assignee);
        }
    }

    /** Is done with it. */
    @Command(name = "close", description = "Close an alert: say what it came to.")
    static final class Close extends AlertsActCommand {
        @Option(
                names = "--verdict",
                required = true,
                paramLabel = "VERDICT",
                description = "confirmed, expected (it may be) or false-alarm (there was nothing).")
        private String verdict = "";

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "WORDS",
                description = "Why, in at most 500 characters.")
        private String reason = "";

        @Override
        ObjectNode action() {
            return named("close").put("verdict", verdict).put("reason", reason);
        }
    }

    /** Takes that back. */
    @Command(name = "reopen", description = "Open an alert again that was closed.")
    static final class Reopen extends AlertsActCommand {
        @Option(
                names = "--reason",
                required = true,
                paramLabel = "WORDS",
                description = "Why, in at most 500 characters.")
        private String reason = "";

        @Override
        ObjectNode action() {
            return named("reopen").put("reason", reason);
        }
    }

    private static ObjectNode named(String action) {
        return JsonNodeFactory.instance.objectNode().put("action", action);
    }

    @Override
    public final Integer call() {
        ReplayApi.Answer answer = ReplayApi.asAuditor(Surroundings.present())
                .post("alerts/" + ReplayApi.encoded(id) + "/actions", action());
        JsonNode alert = answer.json();
        if (json) {
            System.out.println(answer.text());
        } else {
            String assignee = alert.path("assignee").asText("");
            System.out.println("alert " + VisibleText.cell(id, 40) + " of "
                    + VisibleText.cell(alert.path("subject").asText(), 300) + " is "
                    + VisibleText.cell(alert.path("state").asText(), 12)
                    + (assignee.isEmpty() ? "" : ", assigned to " + VisibleText.cell(assignee, 300)));
        }
        return 0;
    }
}
