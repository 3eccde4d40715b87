package io.vectrail.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one folder that a platform keeps everything in: data, logs, pid files, configuration. */
public record Home(Path folder) {
    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /** The folder of one program's data; it exists afterwards. */
    public Path data(String program) {
        return make(folder.resolve(program));
    }

    /** Where a program's output goes. */
    public Path log(String program) {
        return folder.resolve("logs").resolve(program + ".log");
    }

    public Path config(String program) {
        return make(folder.resolve("config")).resolve(program + ".yaml");
    }

    Path pidFile(String program) {
        return folder.resolve("run").resolve(program + ".pid");
    }

    /** Makes the folders that a start writes to. */
    void prepare() {
        make(folder.resolve("logs"));
        make(folder.resolve("run"));
    }

    private static Path make(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new PlatformException(
                    "The folder " + folder + " cannot be made (" + e
                            + "): set VECTRAIL_HOME to one that can be written.",
                    e);
        }
    }
}
