package io.vectrail.local.command;

import io.vectrail.local.engine.Checkout;
import io.vectrail.local.engine.Engines;
import io.vectrail.local.process.PlatformException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the tests of the whole checkout, on real engines; fails when one of them cannot be had. */
@Command(name = "test", description = "Run all tests. They use free ports, and may run beside a platform that is up.")
final class TestCommand implements Callable<Integer> {
    @Option(names = "--all", description = "Also the suites that are too heavy for every change.")
    private boolean all;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Checkout checkout = Surroundings.checkout();
        new DebianPackages(checkout.root().resolve("deploy/local/debian-packages")).require();
        Engines engines = new Engines(checkout);
        if (!engines.complete()) {
            System.out.println("Fetching the engines: broker, registry, ClickHouse (once, about 380 MB) …");
            engines.all();
        }
        // Three modules at a time: most tests wait for something, and seldom for a processor.
        List<String> command = new ArrayList<>(List.of("mvn", "verify", "--fail-at-end", "--threads", "3"));
        if (all) {
            command.add("-DexcludedGroups=none");
        }
        Instant start = Instant.now();
        if (run(checkout.root(), command) == 0) {
            return 0;
        }
        FailedTests.since(start, checkout.root()).forEach(System.err::println);
        return 1;
    }

    private static int run(Path folder, List<String> command) throws InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // What a person has set for their own platform is not the tests' business.
        builder.environment().keySet().removeIf(name -> name.startsWith("VECTRAIL_"));
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new PlatformException(
                    "mvn cannot be started: install Maven 3.8.7 or newer (Debian: apt-get install maven).", e);
        }
    }
}
