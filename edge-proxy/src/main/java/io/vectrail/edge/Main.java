package io.vectrail.edge;

import io.vectrail.runtime.config.CommandLine;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.StrictYaml;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/** Starts an edge: arguments, configuration, graph, shutdown hook. */
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        try {
            Map<String, String> environment = System.getenv();
            EdgeConfig config = StrictYaml.load(CommandLine.configuration(arguments), EdgeConfig.class, environment);
            Wiring wiring = new Wiring(config, environment, Clock.systemUTC());
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(wiring::close));
        } catch (IOException | RuntimeException e) {
            System.err.println("edge: " + e.getMessage());
            // Threads that were started before the failure would keep a process that serves nothing.
            System.exit(e instanceof ConfigurationException ? 2 : 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
