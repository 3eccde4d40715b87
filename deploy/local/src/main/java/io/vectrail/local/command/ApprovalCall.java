package io.vectrail.local.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** As whom approvals are looked at and decided on. */
final class ApprovalCall {
    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description = {
                "A group that the rule asks for, of a token of this machine's issuer; may be given again.",
                "Does nothing where VECTRAIL_TOKEN is set: that token has its own."
            })
    private List<String> groups = List.of();

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    ReplayApi api() {
        List<String> all = new ArrayList<>(List.of("approvers"));
        all.addAll(groups);
        return ReplayApi.asMemberOf(Surroundings.present(), all);
    }

    boolean json() {
        return json;
    }
}
