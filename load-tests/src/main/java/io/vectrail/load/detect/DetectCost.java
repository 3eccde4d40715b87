package io.vectrail.load.detect;

import java.util.Arrays;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link DetectScan}, or {@link RequestDecision}, in a JVM of its own. */
public final class DetectCost {

    private DetectCost() {}

    /** @param arguments perhaps a regular expression that chooses benchmarks, and then the {@link Texts} */
    public static void main(String... arguments) throws RunnerException {
        String chosen = arguments.length == 0 ? ".*" : arguments[0];
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("io\\.vectrail\\.load\\.detect\\.DetectScan\\." + chosen)
                .shouldFailOnError(true);
        if (arguments.length > 1) {
            options.param("text", Arrays.copyOfRange(arguments, 1, arguments.length));
        }
        new Runner(options.build()).run();
    }

    /** What a decision costs. */
    public static void ofDecisions(String... arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include("io\\.vectrail\\.load\\.detect\\.RequestDecision\\.")
                        .shouldFailOnError(true)
                        .build())
                .run();
    }
}
