package io.vectrail.local.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultyDiskTest {

    @TempDir
    private Path temporary;

    private final Random random = new Random(1);
    private Path folder;
    private FaultyDisk disk;

    @BeforeEach
    void makeDisk() throws IOException {
        folder = temporary.resolve("disk");
        disk = FaultyDisk.over(folder);
    }

    @Test
    void withoutFaultsItIsTheRealFileSystem() throws IOException {
        Path file = disk.path().resolve("inner").resolve("one");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "text");
        Files.move(file, file.resolveSibling("two"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(folder.resolve("inner/two")).hasContent("text");
        try (Stream<Path> files = Files.list(disk.path().resolve("inner"))) {
            assertThat(files.map(Path::toString)).containsExactly(folder.resolve("inner/two") + "");
        }
        Files.delete(disk.path().resolve("inner").resolve("two"));
        assertThat(folder.resolve("inner")).isEmptyDirectory();
        assertThat(disk.injected()).isZero();
    }

    @Test
    void aForceFailsUntilTheDiskIsHealed() throws IOException {
        try (FileChannel file = open("file")) {
            disk.failForce();
            assertThatThrownBy(() -> file.force(false)).isInstanceOf(IOException.class);
            assertThatThrownBy(this::forceNames).isInstanceOf(IOException.class);
            assertThat(disk.injected()).isEqualTo(2);
            disk.heal();
            file.force(false);
            forceNames();
        }
    }

    @Test
    void aStalledForceWaitsAndGoesOnWhenTheStallIsLifted() throws Exception {
        try (FileChannel file = open("file")) {
            disk.stallForce(Duration.ofMillis(50));
            long begin = System.nanoTime();
            file.force(false);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
            disk.stallForce(Duration.ofDays(1));
            Thread forcing = Thread.ofPlatform().start(() -> {
                try {
                    file.force(false);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            disk.heal();
            assertThat(forcing.join(Duration.ofMinutes(1))).isTrue();
        }
    }

    @Test
    void aFullDiskTakesWhatFitsAndFailsAfterIt() throws IOException {
        try (FileChannel file = open("file")) {
            write(file, "12345");
            disk.quota(8);
            assertThat(Files.getFileStore(disk.path()).getUsableSpace()).isEqualTo(3);
            assertThat(file.write(ByteBuffer.wrap("67890".getBytes()))).isEqualTo(3);
            assertThatThrownBy(() -> file.write(ByteBuffer.wrap("90".getBytes())))
                    .hasMessage("No space left on device");
            assertThat(file.write(ByteBuffer.wrap("AB".getBytes()), 0)).isEqualTo(2);
            file.truncate(6);
            assertThat(file.write(ByteBuffer.wrap("++".getBytes()))).isEqualTo(2);
        }
        assertThat(folder.resolve("file")).hasContent("AB3456++");
        Files.delete(disk.path().resolve("file"));
        assertThat(Files.getFileStore(disk.path()).getUsableSpace()).isEqualTo(8);
        Files.write(disk.path().resolve("other"), new byte[8]);
        assertThatThrownBy(() -> Files.write(disk.path().resolve("third"), new byte[1]))
                .hasMessage("No space left on device");
    }

    @Test
    void itKnowsHowFarAFileWasForced() throws IOException {
        Path file = disk.path().resolve("file");
        try (FileChannel channel = open("file")) {
            write(channel, "12345");
            assertThat(disk.forced(file)).isZero();
            channel.force(false);
            write(channel, "678");
            assertThat(disk.forced(file)).isEqualTo(5);
            channel.truncate(4);
            assertThat(disk.forced(file)).isEqualTo(4);
        }
        assertThat(FaultyDisk.over(folder).forced(file))
                .as("kept for another process")
                .isEqualTo(4);
    }

    @Test
    void whatAFailedForceLeftIsNotMadeUpForByALaterOne() throws IOException {
        Path file = disk.path().resolve("file");
        try (FileChannel channel = open("file")) {
            write(channel, "12345");
            channel.force(false);
            write(channel, "678");
            disk.failForce();
            assertThatThrownBy(() -> channel.force(false)).isInstanceOf(IOException.class);
            disk.heal();
            channel.force(false);
            assertThat(disk.forced(file)).isEqualTo(5);
            channel.truncate(5);
            write(channel, "678");
            channel.force(false);
            assertThat(disk.forced(file)).isEqualTo(8);
        }
    }

    @Test
    void aPowerFailureTakesOnlyWhatWasNotForced() throws IOException {
        Set<PowerFailure.Kind> seen = new HashSet<>();
        for (int round = 0; round < 64; round++) {
            Path file = disk.path().resolve("file" + round);
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(channel, "forced");
                channel.force(false);
                forceNames();
                write(channel, "unforced");
            }
            List<PowerFailure.Damage> damage = disk.powerFailure(random);
            disk = FaultyDisk.over(folder);
            assertThat(damage).hasSize(1);
            assertThat(damage.getFirst().from()).isBetween(6L, 13L);
            seen.add(damage.getFirst().kind());
            assertThat(Files.readString(folder.resolve("file" + round), StandardCharsets.ISO_8859_1))
                    .startsWith("forced")
                    .isNotEqualTo("forcedunforced");
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(PowerFailure.Kind.CUT, PowerFailure.Kind.ZEROS, PowerFailure.Kind.GARBAGE);
    }

    @Test
    void aPowerFailureMayTakeANameThatWasNotForcedAndWhatWasWrittenOverForcedBytes() throws IOException {
        int gone = 0;
        int zeroed = 0;
        for (int round = 0; round < 32; round++) {
            try (FileChannel unnamed = open("unnamed" + round);
                    FileChannel preallocated = open("whole" + round)) {
                write(preallocated, "0123456789");
                preallocated.force(false);
                unnamed.force(false);
                preallocated.write(ByteBuffer.wrap("abcd".getBytes()), 4);
            }
            disk.powerFailure(random);
            disk = FaultyDisk.over(folder);
            gone += Files.exists(folder.resolve("unnamed" + round)) ? 0 : 1;
            if (Files.exists(folder.resolve("whole" + round))) {
                String left = Files.readString(folder.resolve("whole" + round));
                assertThat(left).startsWith("0123").endsWith("89").hasSize(10);
                zeroed += left.contains("\0") ? 1 : 0;
            }
        }
        assertThat(gone).isBetween(1, 31);
        assertThat(zeroed).isPositive();
    }

    @Test
    void whatAPowerFailureTellsOfAFileHoldsUpToItsFirstLostByte() throws IOException {
        for (int round = 0; round < 64; round++) {
            String name = "grown" + round;
            try (FileChannel grown = open(name)) {
                write(grown, "0123456789");
                grown.force(false);
                forceNames();
                grown.write(ByteBuffer.wrap("abcd".getBytes()), 4);
                grown.write(ByteBuffer.wrap("xyz".getBytes()), 10);
            }
            PowerFailure.Damage damage = disk.powerFailure(random).getFirst();
            disk = FaultyDisk.over(folder);
            assertThat(Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1))
                    .startsWith("0123abcd89xyz".substring(0, (int) damage.from()));
        }
    }

    private FileChannel open(String name) throws IOException {
        return FileChannel.open(disk.path().resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private void forceNames() throws IOException {
        try (FileChannel names = FileChannel.open(disk.path(), StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static void write(FileChannel file, String text) throws IOException {
        assertThat(file.write(ByteBuffer.wrap(text.getBytes()))).isEqualTo(text.length());
    }
}
