package io.vectrail.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What concerns requests that wait for people. */
@Command(
        name = "approvals",
        description = "See the requests that wait until somebody has decided, and decide.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ApprovalsListCommand.class,
            ApprovalsShowCommand.class,
            ApprovalsDecideCommand.Approve.class,
            ApprovalsDecideCommand.Reject.class,
            ApprovalsDecideCommand.Revoke.class,
            HelpCommand.class
        })
final class ApprovalsCommand {}
