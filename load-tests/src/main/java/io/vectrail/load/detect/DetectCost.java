package io.vectrail.load.detect;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link DetectScan} in a JVM of its own. */
public final class DetectCost {

    private DetectCost() {}

    /** @param arguments perhaps a regular expression that chooses benchmarks */
    public static void main(String... arguments) throws RunnerException {
        String chosen = arguments.length == 0 ? ".*" : arguments[0];
        new Runner(new OptionsBuilder()
                        .include("io\\.vectrail\\.load\\.detect\\.DetectScan\\." + chosen)
                        .shouldFailOnError(true)
                        .build())
                .run();
    }
}
