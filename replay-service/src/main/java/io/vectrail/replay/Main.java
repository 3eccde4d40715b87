package io.vectrail.replay;

import io.vectrail.runtime.config.CommandLine;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.StrictYaml;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The replay service: arguments, configuration, graph, shutdown hook. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int WRONG_USAGE = 2;

    private Main() {}

    /** Runs until the process is told to end. Exit status 2: the arguments or the configuration are wrong. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            ReplayConfig config =
                    StrictYaml.load(CommandLine.configuration(arguments), ReplayConfig.class, System.getenv());
            run(config);
        } catch (ConfigurationException e) {
            System.err.println("replay-service: " + e.getMessage());
            System.exit(WRONG_USAGE);
        }
    }

    private static void run(ReplayConfig config) throws InterruptedException {
        Wiring wiring = new Wiring(config, Clock.systemUTC());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            LOG.info("replay-service stops");
                            wiring.close();
                            stopped.countDown();
                        },
                        "stop"));
        LOG.info("replay-service listens on {}:{}", config.listen().host(), wiring.port());
        stopped.await();
    }
}
