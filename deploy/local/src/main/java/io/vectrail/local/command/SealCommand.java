package io.vectrail.local.command;

import io.vectrail.local.platform.SealingKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Seals a provider's key for a gateway document. */
@Command(
        name = "seal",
        description = {
            "Read a provider's key from standard input and print it sealed, for one connection of a gateway document.",
            "Nothing else goes to stdout. On a terminal the key is asked for and not shown."
        })
final class SealCommand implements Callable<Integer> {
    @Option(names = "--connection", required = true, paramLabel = "NAME", description = "The connection's name.")
    private String connection = "";

    @Option(
            names = "--target",
            required = true,
            paramLabel = "URL",
            description = "A target of the connection; give all that it has. Elsewhere it does not open.")
    private List<String> targets = List.of();

    @Option(
            names = "--keyset",
            paramLabel = "FILE",
            description = "The edges' public keyset. Default: this platform's.")
    private @Nullable Path keyset;

    @Override
    public Integer call() throws InterruptedException {
        SealingKeys keys = Sealing.keys();
        Path sealing = keyset == null ? keys.publicKeyset() : keyset;
        List<String> arguments =
                new ArrayList<>(List.of("seal", sealing.toAbsolutePath().toString(), connection));
        arguments.addAll(targets);
        return Sealing.run(keys, arguments);
    }
}
