package io.vectrail.streams;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectrail.local.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;

/** The program as a process of its own, as operators run it. Ended with the test, whatever happens. */
final class ProgramProcess implements AutoCloseable {

    static final int BY_SIGTERM = 143;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final int port;
    private final Path log;
    private final Process process;

    private ProgramProcess(int port, Path log, Process process) {
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts it with a Kafka that is soon found to be away, and a group that soon misses a member. What processes is as patient with
     * the broker as it always is.
     *
     * @param home holds the program's data, configuration and log, and may be used again by the next one
     */
    static ProgramProcess start(Path home, String bootstrap, String registry) {
        int port = FreePort.any();
        try {
            Path file = Files.writeString(
                    home.resolve("streams.yaml"),
                    String.format(Locale.ROOT, """
                    admin: { host: 127.0.0.1, port: %d }
                    data: %s
                    kafka: { bootstrap.servers: "%s", request.timeout.ms: 2000, default.api.timeout.ms: 2000 }
                    registry: { urls: ["%s"] }
                    topics: { partitions: 4, replicationFactor: 1 }
                    streams:
                      consumer.session.timeout.ms: 3000
                      consumer.heartbeat.interval.ms: 750
                      request.timeout.ms: 30000
                      default.api.timeout.ms: 60000
                    """, port, home.resolve("streams"), bootstrap, registry));
            Path log = home.resolve("streams.log");
            Process process = new ProcessBuilder(command("io.vectrail.streams.Main", "--config", file.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new ProgramProcess(port, log, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of this module's programs, with the class path of the tests. */
    static List<String> command(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The configuration that it was started with. */
    static Path configuration(Path home) {
        return home.resolve("streams.yaml");
    }

    ProgramProcess awaitReady() {
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .failFast("the program ended", () -> !process.isAlive())
                    .until(() -> status("/health/ready") == 200);
            return this;
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw new AssertionError("not ready: " + body("/health/ready") + "\n" + log(), e);
        }
    }

    /** The HTTP status, 0 when nobody listens yet. */
    int status(String path) {
        HttpResponse<String> answer = get(path);
        return answer == null ? 0 : answer.statusCode();
    }

    String body(String path) {
        HttpResponse<String> answer = get(path);
        return answer == null ? "" : answer.body();
    }

    /** What the health page says of a dependency: up, degraded or down; empty when nobody listens yet. */
    String condition(String dependency) {
        HttpResponse<String> answer = get("/health/ready");
        try {
            JsonNode page = json.readTree(answer == null ? "{}" : answer.body());
            return page.path("dependencies").path(dependency).path("status").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /** As an operator's SIGTERM. @return the exit status */
    int stop() {
        process.destroy();
        return ended();
    }

    void kill() {
        process.destroyForcibly();
        ended();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        http.close();
    }

    private int ended() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the program does not end: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private @Nullable HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
