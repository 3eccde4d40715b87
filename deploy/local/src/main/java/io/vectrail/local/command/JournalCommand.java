package io.vectrail.local.command;

import picocli.CommandLine.Command;

/** What the edge's disk holds. */
@Command(
        name = "journal",
        description = "What the edge's disk holds and Kafka does not.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {JournalInspectCommand.class, JournalResendCommand.class})
final class JournalCommand {}
