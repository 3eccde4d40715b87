package io.vectrail.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.local.process.PlatformException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {
    /** Of "a" and "b". */
    private static final String SUMS = """
            ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  kafka/a.jar
            3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  kafka/b.jar
            0000000000000000000000000000000000000000000000000000000000000000  registry/registry.tar.gz
            """;

    @TempDir
    Path folder;

    private Path sums = Path.of("");

    @BeforeEach
    void write() throws Exception {
        sums = Files.writeString(folder.resolve("SHA256SUMS"), SUMS);
        Files.createDirectory(folder.resolve("kafka"));
        Files.writeString(folder.resolve("kafka/a.jar"), "a");
        Files.writeString(folder.resolve("kafka/b.jar"), "b");
    }

    @Test
    void thePinnedFilesPass() throws Exception {
        Checksums.read(sums, "kafka").verify(folder.resolve("kafka"), true);
    }

    @Test
    void anotherFileUnderAPinnedNameIsRefusedInOneLine() throws Exception {
        Files.writeString(folder.resolve("kafka/b.jar"), "c");
        refused("b.jar is not the file that was pinned");
    }

    @Test
    void aMissingFileIsRefused() throws Exception {
        Files.delete(folder.resolve("kafka/a.jar"));
        refused("a.jar was not delivered");
    }

    @Test
    void aFileThatIsNotPinnedIsRefused() throws Exception {
        Files.writeString(folder.resolve("kafka/extra.jar"), "c");
        refused("extra.jar is not among the pinned files");
    }

    @Test
    void anotherPinGivesAnotherFolder() throws Exception {
        String before = Checksums.read(sums, "kafka").fingerprint();
        Files.writeString(sums, SUMS.replace("ca97", "ca98"));
        assertThat(Checksums.read(sums, "kafka").fingerprint()).isNotEqualTo(before);
    }

    private void refused(String message) {
        assertThatThrownBy(() -> Checksums.read(sums, "kafka").verify(folder.resolve("kafka"), true))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
}
