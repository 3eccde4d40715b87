package io.vectrail.local.command;

import picocli.CommandLine.Command;

/** Revokes an API token. */
@Command(
        name = "revoke",
        description = "Revoke an API token, for good. It is refused a second later; revoking it again changes nothing.")
final class TokensRevokeCommand extends IssuedRevokeCommand {
    TokensRevokeCommand() {
        super("tokens", "API token");
    }
}
