package io.vectrail.local.command;

import io.vectrail.local.platform.Role;
import io.vectrail.local.process.PlatformException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores history anew. */
@Command(
        name = "rescore",
        description = {
            "Score the exchanges that Kafka still has anew, from a time on, beside what was scored before.",
            "Nothing that was scored changes; ./vectrail risk callers --scoring NAME shows what came of it.",
            "It ends where the exchanges ended when it was given; ended in the middle, it goes on when it is run again."
        })
final class RiskRescoreCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME",
            description = "Of this scoring, such as lower-weights; one that was not used before.")
    private String name = "";

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description =
                    "Since when, such as 2026-11-01T00:00:00Z. Nothing before it is known: what is usual of a caller"
                            + " begins there, too.")
    private String from = "";

    @Option(
            names = "--document",
            paramLabel = "FILE",
            description = "Score all of them by what this gateway document says of risk. Default: each by its own.")
    private @Nullable Path document;

    @Option(
            names = "--streams-config",
            paramLabel = "CONFIG",
            description = "The streams processor's own configuration. Default: this platform's.")
    private @Nullable Path configuration;

    @Override
    public Integer call() throws InterruptedException {
        Path config =
                configuration == null ? Surroundings.asked().home().config(Role.STREAMS.program()) : configuration;
        if (!Files.exists(config)) {
            throw new PlatformException(config
                    + " is not there; ./vectrail up writes it at its first start, or name another by --streams-config");
        }
        List<String> arguments = new ArrayList<>(
                List.of("--config", config.toAbsolutePath().toString(), "--version", name, "--from", from));
        if (document != null) {
            arguments.addAll(List.of("--document", document.toAbsolutePath().toString()));
        }
        return ProgramClasses.run("streams-processor", "io.vectrail.streams.RescoreMain", arguments);
    }
}
