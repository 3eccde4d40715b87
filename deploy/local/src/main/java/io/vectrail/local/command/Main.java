package io.vectrail.local.command;

import io.vectrail.local.platform.SettingException;
import io.vectrail.local.process.PlatformException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;

/** {@code ./vectrail}. Exit status: 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "vectrail",
        description = "The audit gateway for embedding traffic, on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        // The launcher's own: it runs in another class path.
        footer = "  bench       Load tests and chaos: ./vectrail bench lists them.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            TestCommand.class,
            TokenCommand.class,
            PasscodeCommand.class,
            SearchCommand.class,
            TailCommand.class,
            NearestCommand.class,
            ExportCommand.class,
            ReplayCommand.class,
            SessionsCommand.class,
            ApprovalsCommand.class,
            RiskCommand.class,
            AlertsCommand.class,
            ConfigCommand.class,
            KeysCommand.class,
            TokensCommand.class,
            JournalCommand.class,
            SealCommand.class,
            KeysetCommand.class,
            HelpCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        IExecutionExceptionHandler oneLine = (exception, commandLine, parsed) -> switch (exception) {
            case SettingException e -> told(commandLine, e, 2);
            case PlatformException e -> told(commandLine, e, 1);
            default -> throw exception;
        };
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(oneLine)
                .setUsageHelpAutoWidth(true)
                .execute(arguments);
    }

    private static int told(CommandLine commandLine, RuntimeException e, int status) {
        commandLine.getErr().println("vectrail: " + e.getMessage());
        commandLine.getErr().flush();
        return status;
    }
}
