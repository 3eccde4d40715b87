package io.vectrail.edge;

import io.vectrail.document.DocumentCheck;
import io.vectrail.document.DocumentReader;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.StrictYaml;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code CONFIGURATION DOCUMENT}: reads a gateway document as the edge with this configuration would, and prints its hash, or all
 * that is wrong with it, a line each. Exit status: 0 it validates, 1 it does not.
 */
public final class CheckMain {

    private CheckMain() {}

    public static void main(String... arguments) {
        System.exit(run(Path.of(arguments[0]), Path.of(arguments[1]), System.getenv(), System.out, System.err));
    }

    static int run(
            Path configuration, Path document, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            EdgeConfig config = StrictYaml.load(configuration, EdgeConfig.class, environment);
            DocumentReader reader = Wiring.documentReader(config, environment);
            return switch (reader.check(Files.readAllBytes(document))) {
                case DocumentCheck.Valid valid -> {
                    out.println(valid.document().hash());
                    yield 0;
                }
                case DocumentCheck.Refused refused -> {
                    refused.problems().forEach(problem -> err.println(problem.text(document.toString())));
                    yield 1;
                }
            };
        } catch (ConfigurationException e) {
            err.println("vectrail: " + e.getMessage());
            return 1;
        } catch (NoSuchFileException e) {
            err.println("vectrail: " + document + ": no such file");
            return 1;
        } catch (IOException e) {
            err.println("vectrail: " + document + " cannot be read: " + e.getMessage());
            return 1;
        }
    }
}
