package io.vectrail.load.token;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link TokenCheckCost} in a JVM of its own. */
public final class TokenCost {

    private TokenCost() {}

    /** @param arguments perhaps a regular expression that chooses benchmarks */
    public static void main(String... arguments) throws RunnerException {
        String chosen = arguments.length == 0 ? ".*" : arguments[0];
        new Runner(new OptionsBuilder()
                        .include("io\\.vectrail\\.load\\.token\\.TokenCheckCost\\." + chosen)
                        .shouldFailOnError(true)
                        .build())
                .run();
    }
}
