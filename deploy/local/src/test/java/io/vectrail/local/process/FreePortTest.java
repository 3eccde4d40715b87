package io.vectrail.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FreePortTest {
    /** A test next door would else take the port of an engine that this one has killed and is about to start again. */
    @Test
    void aPortIsNotGivenToAnotherProcessWhileItsProgramIsDown() throws Exception {
        assertThat(inAnotherProcess(FreePort.any())).isEqualTo("taken");
    }

    private static String inAnotherProcess(int port) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] arguments) {
            System.out.print(FreePort.hold(Integer.parseInt(arguments[0])) ? "given" : "taken");
        }
    }
}
