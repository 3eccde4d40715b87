package io.vectrail.local.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs cases against a document's policies. */
@Command(
        name = "test",
        description = {
            "Run cases against a gateway document's policies: texts and callers, and what shall become of them.",
            "Needs no platform, and looks at no connection. docs/policies.md says how a case is written."
        },
        footer =
                "Status 0: all are as expected. Status 1: some are not. Status 2: the document or a case does not validate.")
final class ConfigTestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The document.")
    private Path file = Path.of("");

    @Option(names = "--cases", required = true, paramLabel = "DIR", description = "Folder with .yaml files of cases.")
    private Path cases = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        return ProgramClasses.run(
                "edge-proxy", "io.vectrail.policy.cases.CasesMain", List.of(file.toString(), cases.toString()));
    }
}
