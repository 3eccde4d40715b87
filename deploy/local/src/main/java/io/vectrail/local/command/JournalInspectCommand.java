package io.vectrail.local.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a journal. The edge's own classes do it, in a process of their own: the format has one home. */
@Command(
        name = "inspect",
        description = "Show what a journal holds and whether it is whole; never a payload. The edge may be running.",
        footer = "Status 0: whole; a torn end of the last segment is no damage. Status 1: damaged, or not a journal.")
final class JournalInspectCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description = "The journal's folder, or the edge's data folder. Default: this platform's.")
    private @Nullable Path folder;

    @Option(names = "--entries", description = "List every entry: position, kind, exchange, bytes.")
    private boolean entries;

    @Option(names = "--from", defaultValue = "0", paramLabel = "SEGMENT", description = "Begin with this segment.")
    private long from;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of(folder().toAbsolutePath().toString(), "--from=" + Math.max(0, from)));
        if (entries) {
            arguments.add("--entries");
        }
        if (json) {
            arguments.add("--json");
        }
        return ProgramClasses.run("edge-proxy", "io.vectrail.edge.recorder.journal.InspectMain", arguments);
    }

    private Path folder() {
        return folder == null ? Surroundings.asked().home().folder().resolve("edge") : folder;
    }
}
