package io.vectrail.local.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program of the platform: always a JVM, so that one way to start, recognise and stop fits all.
 *
 * @param name short and unique within a home; its log, pid file and folder carry it
 * @param arguments what follows {@code java}
 * @param environment is added to the starter's own
 * @param niceness how much it gives way to others on the same processors: 0 not at all, to {@value #MOST_NICE}
 * @param startLimit from start to healthy
 * @param stopLimit from SIGTERM to its end; SIGKILL follows
 */
public record Program(
        String name,
        List<String> arguments,
        Map<String, String> environment,
        int niceness,
        Probe probe,
        Duration startLimit,
        Duration stopLimit) {
    /** Of what works behind the edge: nobody waits for it, and callers do wait for the edge. */
    public static final int BEHIND = 10;

    private static final int MOST_NICE = 19;

    public Program {
        if (niceness < 0 || niceness > MOST_NICE) {
            throw new IllegalArgumentException("niceness is 0 to " + MOST_NICE + ", not " + niceness);
        }
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
