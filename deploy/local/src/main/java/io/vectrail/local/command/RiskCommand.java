package io.vectrail.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What concerns scores of callers. */
@Command(
        name = "risk",
        description = "See how risky callers are held to be, and why; score history anew.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RiskCallersCommand.class, RiskShowCommand.class, RiskRescoreCommand.class, HelpCommand.class})
final class RiskCommand {}
