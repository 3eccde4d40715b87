package io.vectrail.local.command;

import io.vectrail.local.platform.Role;
import io.vectrail.local.process.PlatformException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a document as the edge would. */
@Command(
        name = "check",
        description = {
            "Read a gateway document as the edge would, and print its hash.",
            "All that does not validate is said, a line each: file:line: key: reason. Nothing is changed."
        })
final class ConfigCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The document.")
    private Path file = Path.of("");

    @Option(
            names = "--edge-config",
            paramLabel = "CONFIG",
            description =
                    "The edge's own configuration, which says what a document may name. Default: this platform's.")
    private @Nullable Path configuration;

    @Override
    public Integer call() throws InterruptedException {
        Path config = configuration == null ? Surroundings.asked().home().config(Role.EDGE.program()) : configuration;
        if (!Files.exists(config)) {
            throw new PlatformException(config
                    + " is not there; ./vectrail up writes it at its first start, or name another by --edge-config");
        }
        return ProgramClasses.run(
                "edge-proxy",
                "io.vectrail.edge.CheckMain",
                List.of(
                        config.toAbsolutePath().toString(),
                        file.toAbsolutePath().toString()));
    }
}
