package io.vectrail.local.command;

import picocli.CommandLine.Command;

/** Lists keys. */
@Command(name = "list", description = "List the keys, the newest first: whose, until when, and whether they are taken.")
final class KeysListCommand extends IssuedListCommand {
    KeysListCommand() {
        super("keys", "There are no keys yet. ./vectrail keys create --subject NAME creates one.");
    }
}
