package io.vectrail.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What concerns API tokens. */
@Command(
        name = "tokens",
        description = "Create, list and revoke API tokens, with which programs call the replay service.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TokensCreateCommand.class, TokensListCommand.class, TokensRevokeCommand.class, HelpCommand.class
        })
final class TokensCommand {}
