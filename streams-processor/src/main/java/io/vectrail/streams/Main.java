package io.vectrail.streams;

import io.vectrail.runtime.config.CommandLine;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.StrictYaml;
import java.nio.file.Path;
import java.time.Clock;

/** Arguments, configuration, graph, shutdown hook. */
public final class Main {

    private static final int WRONG_USAGE = 2;

    private Main() {}

    public static void main(String... arguments) {
        try {
            Path file = CommandLine.configuration(arguments);
            StreamsSettings settings = StrictYaml.load(file, StreamsSettings.class, System.getenv());
            Wiring wiring = new Wiring(settings, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(wiring::close, "shutdown"));
            wiring.start();
        } catch (ConfigurationException e) {
            System.err.println("vectrail-streams: " + e.getMessage());
            System.exit(WRONG_USAGE);
        }
    }
}
