package io.vectrail.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What concerns gateway documents. */
@Command(
        name = "config",
        description = "Check, test, publish and compare gateway documents.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ConfigCheckCommand.class,
            ConfigTestCommand.class,
            ConfigApplyCommand.class,
            ConfigShowCommand.class,
            ConfigDiffCommand.class,
            ConfigHistoryCommand.class,
            ConfigImpactCommand.class,
            HelpCommand.class
        })
final class ConfigCommand {}
