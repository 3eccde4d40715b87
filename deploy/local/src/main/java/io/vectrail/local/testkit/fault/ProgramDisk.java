package io.vectrail.local.testkit.fault;

import io.vectrail.local.platform.JvmExtras;
import io.vectrail.local.process.JavaClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The disk under one folder of a program that runs in a process of its own, steered from this one.
 *
 * @param folder whose files meet the faults
 * @param steering a folder of its own, outside of it, for the control file and the marks
 */
public record ProgramDisk(Path folder, Path steering) {

    /** What the program's JVM needs, so that its files lie on this disk. */
    public JvmExtras underProgram() {
        return new JvmExtras(
                List.of(
                        "-Djava.nio.file.spi.DefaultFileSystemProvider=" + FaultyFileSystemProvider.class.getName(),
                        "-D" + FaultyFileSystemProvider.FOLDER + "=" + folder,
                        "-D" + FaultyFileSystemProvider.CONTROL + "=" + control(),
                        "-D" + FaultyFileSystemProvider.MARKS + "=" + marks()),
                JavaClassPath.of(FaultyFileSystemProvider.class));
    }

    /** Sets what is wrong with it, within a few milliseconds. */
    public void set(DiskFaults faults) throws IOException {
        Files.createDirectories(steering);
        ControlFile.write(control(), faults);
    }

    /** Does to the files what a power failure would. The program was killed. */
    public List<PowerFailure.Damage> powerFailure(RandomGenerator random) throws IOException {
        return PowerFailure.strike(folder, marks(), random);
    }

    private Path control() {
        return steering.resolve("control");
    }

    private Path marks() {
        return steering.resolve("marks");
    }
}
