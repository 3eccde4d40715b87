package io.vectrail.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.local.process.JavaClassPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
    @TempDir
    Path folder;

    @Test
    void aCopyFollowsItsSourceAndDropsWhatIsNoLongerPartOfIt() throws Exception {
        Path one = Files.writeString(folder.resolve("one.jar"), "1");
        Path two = Files.writeString(folder.resolve("two.jar"), "2");
        Path copies = folder.resolve("copies");
        Distribution.copy(new JavaClassPath(List.of(one, two)), copies);
        Files.writeString(one, "3");
        Files.setLastModifiedTime(one, FileTime.from(Instant.parse("2026-11-22T00:00:00Z")));
        assertThat(copies.resolve("one.jar")).hasContent("1");
        JavaClassPath copied = Distribution.copy(new JavaClassPath(List.of(one)), copies);
        assertThat(copied.entries()).containsExactly(copies.resolve("one.jar"));
        assertThat(copies.resolve("one.jar")).hasContent("3");
        assertThat(copies.resolve("two.jar")).doesNotExist();
    }
}
