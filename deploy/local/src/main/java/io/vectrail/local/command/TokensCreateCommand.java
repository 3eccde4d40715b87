package io.vectrail.local.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectrail.local.platform.Settings;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Creates an API token. */
@Command(
        name = "create",
        description = {
            "Create an API token, and print it; nothing else goes to stdout.",
            "It cannot be shown again: what is kept of it is a hash."
        },
        footer = "The replay service takes it as Authorization: Bearer, and these commands do as VECTRAIL_TOKEN.")
final class TokensCreateCommand extends IssueCommand {
    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description =
                    "What it is for, 1 to 64 of a-z, 0-9, dot, underscore, hyphen; recorded with you as token:YOU/NAME.")
    private String name = "";

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description = {
                "A group that it has, of your own; may be given again.",
                "Default: all of yours that have a role; on the embedded platform auditors."
            })
    private List<String> groups = List.of();

    TokensCreateCommand() {
        super("tokens", "API token", "token");
    }

    @Override
    ReplayApi api() {
        Settings settings = Surroundings.present();
        return groups.isEmpty() ? ReplayApi.asAuditor(settings) : ReplayApi.asMemberOf(settings, groups);
    }

    @Override
    void fill(ObjectNode order) {
        order.put("name", name);
        if (!groups.isEmpty()) {
            groups.forEach(order.putArray("groups")::add);
        }
    }
}
