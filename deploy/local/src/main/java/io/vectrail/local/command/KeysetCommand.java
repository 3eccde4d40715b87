package io.vectrail.local.command;

import io.vectrail.local.platform.SealingKeys;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The keyset that sealed credentials are encrypted to. */
@Command(
        name = "keyset",
        description = "The keys that sealed credentials are encrypted to.",
        synopsisSubcommandLabel = "COMMAND")
final class KeysetCommand {
    @Command(name = "new", description = "Make a private keyset, which its owner alone can read.")
    int fresh(@Parameters(paramLabel = "FILE", description = "Where to; it must not be there yet.") Path file)
            throws InterruptedException {
        return Sealing.run(Sealing.keys(), List.of("new", absolute(file)));
    }

    @Command(
            name = "rotate",
            description = {
                "Add a key to a private keyset. What was sealed to its other keys still opens.",
                "Give it to every edge and restart them, then give the new public keyset to whoever seals."
            })
    int rotate(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..1",
                            description = "The private keyset. Default: this platform's, with its public one.")
                    @Nullable
                    Path file)
            throws InterruptedException {
        SealingKeys keys = Sealing.keys();
        Path given = file == null ? keys.privateKeyset() : file;
        int status = Sealing.run(keys, List.of("rotate", absolute(given)));
        return status == 0 && file == null
                ? Sealing.run(keys, List.of("ensure", absolute(given), absolute(keys.publicKeyset())))
                : status;
    }

    @Command(name = "public", description = "Print the public part of a private keyset, for whoever seals.")
    int publicPart(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..1",
                            description = "The private keyset. Default: this platform's.")
                    @Nullable
                    Path file)
            throws InterruptedException {
        SealingKeys keys = Sealing.keys();
        return Sealing.run(keys, List.of("public", absolute(file == null ? keys.privateKeyset() : file)));
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().toString();
    }
}
