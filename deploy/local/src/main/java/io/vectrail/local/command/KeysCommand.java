package io.vectrail.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What concerns the keys of callers. */
@Command(
        name = "keys",
        description = "Create, list and revoke keys of callers without an identity provider.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {KeysCreateCommand.class, KeysListCommand.class, KeysRevokeCommand.class, HelpCommand.class})
final class KeysCommand {}
