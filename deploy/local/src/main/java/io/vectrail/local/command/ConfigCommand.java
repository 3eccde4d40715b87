package io.vectrail.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What concerns gateway documents. */
@Command(
        name = "config",
        description = "Check a gateway document, and its policies on cases.",
        subcommands = {ConfigCheckCommand.class, ConfigTestCommand.class, HelpCommand.class})
final class ConfigCommand {}
