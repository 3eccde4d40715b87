package io.vectrail.local.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.local.process.JavaClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of its own that knows nothing of faults, steered through the control file. */
class UnchangedProgramTest {

    @TempDir
    private Path temporary;

    /** Writes and forces a line for each that it reads, and says how that went. */
    static final class Appender {
        private Appender() {}

        public static void main(String... arguments) throws IOException {
            Path folder = Files.createDirectories(Path.of(arguments[0]));
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            try (FileChannel file = FileChannel.open(
                            folder.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    FileChannel lock = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                System.out.println(lock.tryLock() == null ? "locked" : "ready");
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    try {
                        file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
                        file.force(false);
                        System.out.println("done");
                    } catch (IOException e) {
                        System.out.println(e.getMessage());
                    }
                }
            }
        }
    }

    @Test
    void aProgramMeetsTheFaultsOfItsControlFileAndItsMarksOutliveIt() throws Exception {
        Path control = temporary.resolve("control");
        Path marks = temporary.resolve("marks");
        Path folder = temporary.resolve("data");
        Process program = start(folder, control, marks);
        int forced;
        try (BufferedReader out = program.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            assertThat(said(program, out, "12345")).isEqualTo("done");
            // What it still forces before it looks at the file is forced.
            forced = 5 + answers(program, out, control, DiskFaults.NONE.withForceFailing(), "Input/output error");
            answers(program, out, control, DiskFaults.NONE, "done");
            answers(program, out, control, DiskFaults.NONE.withQuota(1), "No space left on device");
            ControlFile.write(control, DiskFaults.NONE);
        } finally {
            program.destroyForcibly();
            program.waitFor();
        }
        Mark mark = new Marks(folder, marks).of(folder.resolve("file"));
        assertThat(mark).isNotNull();
        assertThat(mark.forced())
                .as("a later force does not make up for one that failed")
                .isEqualTo(forced);
    }

    /** How many other answers there were before this one. */
    private static int answers(Process program, BufferedReader out, Path control, DiskFaults faults, String expected)
            throws IOException {
        ControlFile.write(control, faults);
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        int before = 0;
        String answer = said(program, out, "x");
        while (!answer.equals(expected) && System.nanoTime() < deadline) {
            before++;
            answer = said(program, out, "x");
        }
        assertThat(answer).isEqualTo(expected);
        return before;
    }

    private static String said(Process program, BufferedReader out, String line) throws IOException {
        program.outputWriter().write(line + "\n");
        program.outputWriter().flush();
        return String.valueOf(out.readLine());
    }

    private static Process start(Path folder, Path control, Path marks) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        JavaClassPath.of(FaultyDisk.class, Appender.class).value(),
                        "-Djava.nio.file.spi.DefaultFileSystemProvider=" + FaultyFileSystemProvider.class.getName(),
                        "-D" + FaultyFileSystemProvider.FOLDER + "=" + folder,
                        "-D" + FaultyFileSystemProvider.CONTROL + "=" + control,
                        "-D" + FaultyFileSystemProvider.MARKS + "=" + marks,
                        Appender.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
