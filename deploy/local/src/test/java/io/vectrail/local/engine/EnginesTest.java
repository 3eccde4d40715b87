package io.vectrail.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.local.process.PlatformException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
    @TempDir
    Path root;

    private Path installed = Path.of("");

    @BeforeEach
    void copyTheDescriptions() throws Exception {
        Path sources = Files.createDirectories(root.resolve("deploy/local/engines"));
        installed = root.resolve("deploy/local/target/engines");
        Path real = Checkout.find().engineSources();
        Files.copy(real.resolve("pom.xml"), sources.resolve("pom.xml"));
        String sums = Files.readString(real.resolve("SHA256SUMS"));
        int kafka = sums.indexOf("  kafka/kafka_2.13");
        Files.writeString(
                sources.resolve("SHA256SUMS"), sums.substring(0, kafka - 8) + "00000000" + sums.substring(kafka));
    }

    @Test
    void anEngineThatIsNotThePinnedOneIsNotInstalledAndWhatWasInterruptedIsSweptAway() throws Exception {
        Path interrupted = Files.createDirectories(installed.resolve(".installing-kafka"));
        Files.writeString(interrupted.resolve("half.jar"), "half");
        Engines engines = new Engines(new Checkout(root));
        assertThat(engines.complete()).isFalse();
        assertThatThrownBy(engines::kafka)
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("is not the file that was pinned")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
        try (Stream<Path> left = Files.list(installed)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly(".lock");
        }
    }

    @Test
    void anEngineWhoseSumsAreGoneIsNotInstalled() throws Exception {
        Files.writeString(root.resolve("deploy/local/engines/SHA256SUMS"), "");
        assertThatThrownBy(() -> new Engines(new Checkout(root)).clickHouse())
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("has no sums for clickhouse");
    }
}
