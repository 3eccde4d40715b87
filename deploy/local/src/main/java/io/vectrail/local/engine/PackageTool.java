package io.vectrail.local.engine;

import io.vectrail.local.process.PlatformException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a tool (mvn, npm, tar, an engine's own) once, quietly; its output is shown only when it fails. */
final class PackageTool {
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private PackageTool() {}

    static void run(Path folder, List<String> command) throws IOException {
        String tool = Path.of(command.getFirst()).getFileName().toString();
        if (tool.equals(command.getFirst())) {
            requireOnPath(tool);
        }
        Path output = Files.createTempFile("vectrail-" + tool, ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            // An outer Maven (the tests') leaves its own settings in the environment.
            builder.environment().keySet().removeIf(name -> name.equals("MAVEN_BASEDIR") || name.startsWith("npm_"));
            Process process = builder.start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new PlatformException(
                        tool + " did not end within " + LIMIT.toMinutes() + " minutes: check the network.");
            }
            if (process.exitValue() != 0) {
                throw new PlatformException("`" + String.join(" ", command) + "` failed: " + firstError(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while " + tool + " was running.", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    static void requireOnPath(String tool) {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean found = Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        if (!found) {
            throw new PlatformException(tool + " is not on the PATH: " + advice(tool));
        }
    }

    private static String advice(String tool) {
        return switch (tool) {
            case "npm" -> "install Node.js 20.19 or newer with npm; ClickHouse comes through it.";
            case "mvn" -> "install Maven 3.8.7 or newer (Debian: apt-get install maven).";
            default -> "install it and try again.";
        };
    }

    private static String firstError(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        return lines.stream()
                .filter(line -> line.contains("ERROR") || line.contains("npm error") || line.contains("No space left"))
                .findFirst()
                .or(() -> lines.reversed().stream()
                        .filter(line -> !line.isBlank())
                        .findFirst())
                .orElse("no output");
    }
}
