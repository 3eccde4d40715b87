package io.vectrail.local.command;

import picocli.CommandLine.Command;

/** Revokes a key. */
@Command(
        name = "revoke",
        description = "Revoke a key, for good. No edge takes it a second later; revoking it again changes nothing.")
final class KeysRevokeCommand extends IssuedRevokeCommand {
    KeysRevokeCommand() {
        super("keys", "key");
    }
}
