package io.vectrail.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vectrail.local.process.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MainTest {

    @TempDir
    private Path home;

    @Test
    void wrongUsageIsOneLineAndStatusTwo() throws Exception {
        assertThat(run("--help")).isEqualTo("vectrail-streams: usage: --config FILE\n2");
    }

    @Test
    void aWrongKeyIsOneLineThatNamesFileLineAndKey() throws Exception {
        Path file = Files.writeString(home.resolve("streams.yaml"), """
                admin: { host: 127.0.0.1, port: 0 }
                data: %s
                retries: 3
                kafka: { bootstrap.servers: "127.0.0.1:9" }
                registry: { urls: ["http://127.0.0.1:9"] }
                topics: { partitions: 4, replicationFactor: 1 }
                """.formatted(home));
        assertThat(run("--config", file.toString()))
                .startsWith("vectrail-streams: " + file + ":")
                .endsWith("retries: unknown key; known here: admin, data, kafka, registry, streams, topics\n2");
    }

    @Test
    void aPortInUseIsOneLineThatSaysWhichSettingToChange() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = Files.writeString(
                    home.resolve("streams.yaml"), String.format(Locale.ROOT, """
                    admin: { host: 127.0.0.1, port: %d }
                    data: %s
                    kafka: { bootstrap.servers: "127.0.0.1:9" }
                    registry: { urls: ["http://127.0.0.1:9"] }
                    topics: { partitions: 4, replicationFactor: 1 }
                    """, taken.getLocalPort(), home));
            assertThat(run("--config", file.toString()))
                    .startsWith("vectrail-streams: cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .endsWith("Set admin.port\n2");
        }
    }

    @Test
    void aStopWhileKafkaIsAwayIsBounded() {
        String nobody = "127.0.0.1:" + FreePort.any();
        try (ProgramProcess program = ProgramProcess.start(home, nobody, "http://" + nobody)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> program.status("/health/live") == 200);
            assertThat(program.status("/health/ready")).isEqualTo(503);
            assertThat(program.stop()).isEqualTo(ProgramProcess.BY_SIGTERM);
        }
    }

    /** What the program printed, with its exit status. */
    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.vectrail.streams.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return printed + process.exitValue();
    }
}
