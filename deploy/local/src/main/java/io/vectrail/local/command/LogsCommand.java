package io.vectrail.local.command;

import io.vectrail.local.platform.Role;
import io.vectrail.local.process.Home;
import io.vectrail.local.process.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Shows the ends of log files. */
@Command(name = "logs", description = "Show the end of one program's log, or of all.")
final class LogsCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "PROGRAM",
            description = "kafka, clickhouse, registry, upstream, replay, streams or edge.",
            converter = RoleConverter.class)
    private @Nullable Role program;

    @Option(names = "--lines", defaultValue = "50", description = "How many lines of each (default ${DEFAULT-VALUE}).")
    private int count;

    @Override
    public Integer call() throws IOException {
        Home home = Surroundings.present().home();
        List<Role> roles = program == null ? List.of(Role.values()) : List.of(program);
        for (Role role : roles) {
            Path log = home.log(role.program());
            if (!Files.exists(log)) {
                System.out.println("== " + role.program() + " has not run yet");
                continue;
            }
            System.out.println("== " + log);
            LogTail.lines(log, Math.max(1, count)).forEach(line -> System.out.println(VisibleText.of(line)));
        }
        return 0;
    }

    /** Takes the names as they are printed elsewhere. */
    static final class RoleConverter implements picocli.CommandLine.ITypeConverter<Role> {
        @Override
        public Role convert(String name) {
            return Stream.of(Role.values())
                    .filter(role -> role.program().equals(name.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no program \"" + name + "\""));
        }
    }
}
