package io.vectrail.local.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an approval. */
@Command(
        name = "show",
        description = {
            "Show a request that waits, or waited: whose it is, why it waits, its texts, and what was decided.",
            "Whoever may decide on it is recorded as having seen it."
        })
final class ApprovalsShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Its id, as the list prints it, or X-Vectrail-Approval says.")
    private String id = "";

    @Option(
            names = "--viewing-reason",
            defaultValue = "",
            paramLabel = "WORDS",
            description = "Why you want to read its texts, where the service asks for that.")
    private String viewingReason = "";

    @Mixin
    private ApprovalCall call = new ApprovalCall();

    @Override
    public Integer call() {
        ReplayApi.Answer answer = call.api().get("approvals/" + ReplayApi.encoded(id), Map.of("reason", viewingReason));
        System.out.print(call.json() ? answer.text() + "\n" : ApprovalText.of(answer.json()));
        return 0;
    }
}
