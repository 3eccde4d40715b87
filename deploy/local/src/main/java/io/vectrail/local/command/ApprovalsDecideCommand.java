package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides on a request that waits. */
abstract class ApprovalsDecideCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Its id, as the list prints it.")
    private String id = "";

    @Option(
            names = "--reason",
            defaultValue = "",
            paramLabel = "WORDS",
            description = "Why, in at most 500 characters; needed where the rule asks for it.")
    private String reason = "";

    @Mixin
    private ApprovalCall call = new ApprovalCall();

    private final String decision;

    ApprovalsDecideCommand(String decision) {
        this.decision = decision;
    }

    /** Lets it go on. */
    @Command(
            name = "approve",
            description = "Let a request go on. Where more people must consent, it goes on when they have.")
    static final class Approve extends ApprovalsDecideCommand {
        Approve() {
            super("approve");
        }
    }

    /** Refuses it. */
    @Command(name = "reject", description = "Refuse a request, whoever has consented.")
    static final class Reject extends ApprovalsDecideCommand {
        Reject() {
            super("reject");
        }
    }

    /** Takes it back. */
    @Command(name = "revoke", description = "Take back what was approved: its caller may not repeat it any more.")
    static final class Revoke extends ApprovalsDecideCommand {
        Revoke() {
            super("revoke");
        }
    }

    @Override
    public final Integer call() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("decision", decision);
        if (!reason.isBlank()) {
            body.put("reason", reason);
        }
        ReplayApi.Answer answer = call.api().post("approvals/" + ReplayApi.encoded(id) + "/decisions", body);
        JsonNode approval = answer.json();
        if (call.json()) {
            System.out.println(answer.text());
        } else {
            System.out.println("approval " + VisibleText.cell(id, 40) + " of "
                    + VisibleText.cell(approval.path("subject").asText(), 300) + " is "
                    + VisibleText.cell(approval.path("state").asText(), 10) + more(approval));
        }
        return 0;
    }

    private static String more(JsonNode approval) {
        if (approval.path("state").asText().equals("REQUESTED")) {
            return ": you have consented, and others must, too";
        }
        return approval.path("grantUntil").isTextual()
                ? ", and may be repeated until "
                        + VisibleText.cell(approval.path("grantUntil").asText(), 30)
                : "";
    }
}
