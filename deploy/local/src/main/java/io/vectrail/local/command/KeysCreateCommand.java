package io.vectrail.local.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Creates a key. */
@Command(
        name = "create",
        description = {
            "Create a key, and print it; nothing else goes to stdout.",
            "It cannot be shown again: what is kept of it is a hash."
        },
        footer = "Every edge takes it within a second, wherever it takes a token.")
final class KeysCreateCommand extends IssueCommand {
    @Option(
            names = "--subject",
            required = true,
            paramLabel = "NAME",
            description = "Who calls with it; recorded as key:NAME.")
    private String subject = "";

    @Option(names = "--group", paramLabel = "GROUP", description = "A group of the caller; may be given again.")
    private List<String> groups = List.of();

    @Option(names = "--name", defaultValue = "", paramLabel = "WORDS", description = "What it is for, for the list.")
    private String name = "";

    KeysCreateCommand() {
        super("keys", "key", "key");
    }

    @Override
    ReplayApi api() {
        return ReplayApi.asPolicyAdmin(Surroundings.present());
    }

    @Override
    void fill(ObjectNode order) {
        order.put("subject", subject).put("name", name);
        groups.forEach(order.putArray("groups")::add);
    }
}
