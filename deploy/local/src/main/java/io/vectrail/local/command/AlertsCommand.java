package io.vectrail.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What concerns alerts. */
@Command(
        name = "alerts",
        description = "See the callers whose risk is high, and say what came of it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AlertsListCommand.class,
            AlertsShowCommand.class,
            AlertsActCommand.Acknowledge.class,
            AlertsActCommand.Assign.class,
            AlertsActCommand.Close.class,
            AlertsActCommand.Reopen.class,
            HelpCommand.class
        })
final class AlertsCommand {}
