package io.vectrail.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.local.testkit.Platform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A script that drives the console in a real browser; its screenshots are in {@code target/screenshots}. */
final class ConsoleScript {

    private final ProcessBuilder builder;

    /** @param settings what the script is told, beside where the console is */
    ConsoleScript(Platform platform, String name, Map<String, String> settings) {
        Path web = CommandLineTest.root().resolve("replay-service/src/main/web");
        builder = new ProcessBuilder("node", "e2e/" + name)
                .directory(web.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("VECTRAIL_CONSOLE_URL", platform.replayUrl());
        environment.putAll(settings);
        try {
            Path shots = Files.createDirectories(Path.of("target/screenshots"));
            environment.put("VECTRAIL_SHOTS", shots.toAbsolutePath().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs it to its end, which must be a good one.
     *
     * @param onLine is told each line that it says; must not wait for what the script does after it
     */
    void run(Consumer<String> onLine) throws IOException, InterruptedException {
        Process process = builder.start();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                onLine.accept(line);
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join("\n", said)).isZero();
    }
}
