package io.vectrail.local.command;

import picocli.CommandLine.Command;

/** Lists API tokens. */
@Command(
        name = "list",
        description = {
            "List API tokens, the newest first: whose, until when, and whether they are taken.",
            "A policy-admin sees everybody's, everybody else their own."
        })
final class TokensListCommand extends IssuedListCommand {
    TokensListCommand() {
        super("tokens", "There are no API tokens yet. ./vectrail tokens create --name NAME creates one.");
    }
}
