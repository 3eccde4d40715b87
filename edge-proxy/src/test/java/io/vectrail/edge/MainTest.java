package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.local.testkit.DemoUpstream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The edge as a process of its own. */
class MainTest {

    @TempDir
    Path folder;

    @Test
    void aSecondProcessOnTheSameJournalSaysSoInOneLineAndEndsWithStatus1() throws Exception {
        try (DemoUpstream upstream = DemoUpstream.start();
                EdgeUnderTest first = EdgeUnderTest.before(folder, upstream)) {
            Path said = folder.resolve("said");
            Process second = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "--config",
                            first.configuration().toString())
                    .redirectError(said.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                assertThat(second.waitFor(300, TimeUnit.SECONDS)).isTrue();
            } finally {
                second.destroyForcibly();
            }
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(Files.readAllLines(said))
                    .singleElement()
                    .asString()
                    .startsWith("edge: " + first.journal())
                    .endsWith("is in use by another edge; give each edge a data folder of its own");
            assertThat(first.post(first.token("alice"), "{\"model\":\"text-embedding-3-small\",\"input\":\"x\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
