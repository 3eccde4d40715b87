package io.vectrail.local.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program of the platform: always a JVM, so that one way to start, recognise and stop fits all.
 *
 * @param name short and unique within a home; its log, pid file and folder carry it
 * @param arguments what follows {@code java}
 * @param environment is added to the starter's own
 * @param startLimit from start to healthy
 * @param stopLimit from SIGTERM to its end; SIGKILL follows
 */
public record Program(
        String name,
        List<String> arguments,
        Map<String, String> environment,
        Probe probe,
        Duration startLimit,
        Duration stopLimit) {
    public Program {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** The same program with these options of {@code java} before its own. */
    public Program with(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(arguments);
        return new Program(name, all, environment, probe, startLimit, stopLimit);
    }
}
