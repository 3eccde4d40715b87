package io.vectrail.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.local.process.Health.Healthy;
import io.vectrail.local.process.Health.Unhealthy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramRunnerTest {
    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        runner().kill("sleeper");
    }

    @Test
    void aProgramIsFoundAgainByAnyOtherRunnerOfItsHome() {
        ProcessHandle started = runner().start(sleeper("forever", () -> new Healthy()));
        assertThat(runner().find("sleeper")).contains(started);
        assertThat(new ProgramRunner(new Home(folder.resolve("other"))).find("sleeper"))
                .isEmpty();
        assertThat(runner().stop("sleeper", Duration.ofSeconds(20))).isTrue();
        assertThat(runner().find("sleeper")).isEmpty();
    }

    @Test
    void aPidThatBelongsToAnotherProcessNowIsNotTakenForTheProgram() throws Exception {
        Home home = new Home(folder);
        home.prepare();
        Files.writeString(home.pidFile("sleeper"), ProcessHandle.current().pid() + "\n");
        assertThat(runner().find("sleeper")).isEmpty();
        runner().kill("sleeper");
        assertThat(runner().stop("sleeper", Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void aProgramThatIgnoresSigtermIsKilledAfterItsLimit() {
        Program program = sleeper(
                "stubborn",
                () -> LogTail.lines(new Home(folder).log("sleeper"), 1).contains("ready")
                        ? new Healthy()
                        : new Unhealthy("is not ready"));
        start(program);
        assertThat(runner().stop("sleeper", Duration.ofMillis(300))).isFalse();
        assertThat(runner().find("sleeper")).isEmpty();
    }

    @Test
    void aProgramThatEndsWhileStartingIsToldWithItsLastWords() {
        Program program = sleeper("fails", () -> new Unhealthy("does not answer"));
        assertThatThrownBy(() -> start(program))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("sleeper ended while starting")
                .hasMessageContaining("these are its last words");
    }

    private void start(Program program) {
        runner().awaitHealthy(program.name(), program.probe(), program.startLimit(), runner().start(program));
    }

    private ProgramRunner runner() {
        return new ProgramRunner(new Home(folder));
    }

    private static Program sleeper(String manner, Probe probe) {
        String classes = JavaClassPath.of(Sleeper.class).value();
        return new Program(
                "sleeper",
                List.of("-Xmx16m", "-Xshare:auto", "-cp", classes, Sleeper.class.getName(), manner),
                Map.of(),
                probe,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    /** A program to be started, found and stopped. */
    public static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] arguments) throws InterruptedException {
            if (arguments[0].equals("fails")) {
                System.out.println("these are its last words");
                return;
            }
            if (arguments[0].equals("stubborn")) {
                Runtime.getRuntime().addShutdownHook(new Thread(Sleeper::sleep));
                System.out.println("ready");
            }
            Thread.currentThread().join();
        }

        private static void sleep() {
            try {
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
