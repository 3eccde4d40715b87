package io.vectrail.load.codec;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link CodecRead} in a JVM of its own. */
public final class CodecCost {

    private CodecCost() {}

    /** @param arguments perhaps a regular expression that chooses benchmarks */
    public static void main(String... arguments) throws RunnerException {
        String chosen = arguments.length == 0 ? ".*" : arguments[0];
        new Runner(new OptionsBuilder()
                        .include("io\\.vectrail\\.load\\.codec\\.CodecRead\\." + chosen)
                        .shouldFailOnError(true)
                        .build())
                .run();
    }
}
