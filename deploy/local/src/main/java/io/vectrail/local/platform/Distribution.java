package io.vectrail.local.platform;

import io.vectrail.local.process.JavaClassPath;
import io.vectrail.local.process.PlatformException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The jars that a program runs on: copies, in the platform's own folder. A build writes over the jars of the checkout in place,
 * and a JVM whose jar changes beneath it fails at the next class that it loads.
 */
public final class Distribution {
    private Distribution() {}

    /** A module's own jar and its libraries, as its build leaves them. */
    public static JavaClassPath ofModule(Path checkout, String module) {
        Path target = checkout.resolve(module).resolve("target");
        Path jar = target.resolve(module + ".jar");
        Path libraries = target.resolve("lib");
        if (!Files.exists(jar) || !Files.isDirectory(libraries)) {
            throw new PlatformException(jar + " is not built: run ./vectrail up, which builds what is missing.");
        }
        List<Path> entries = new ArrayList<>(List.of(jar));
        try (Stream<Path> found = Files.list(libraries)) {
            found.filter(path -> path.toString().endsWith(".jar")).sorted().forEach(entries::add);
        } catch (IOException e) {
            throw new PlatformException(libraries + " cannot be read: " + e.getMessage(), e);
        }
        return new JavaClassPath(entries);
    }

    /**
     * Brings the copy in {@code folder} up to date and returns it. The program must not be running. Folders of classes (a test's)
     * are used where they are.
     */
    static JavaClassPath copy(JavaClassPath source, Path folder) {
        try {
            Files.createDirectories(folder);
            List<Path> copies = new ArrayList<>();
            Set<Path> wanted = new HashSet<>();
            for (Path entry : source.entries()) {
                if (Files.isDirectory(entry)) {
                    copies.add(entry);
                    continue;
                }
                Path copy = folder.resolve(entry.getFileName());
                if (!isSame(entry, copy)) {
                    Files.copy(entry, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
                copies.add(copy);
                wanted.add(copy);
            }
            try (Stream<Path> present = Files.list(folder)) {
                for (Path old : present.filter(path -> !wanted.contains(path)).toList()) {
                    Files.delete(old);
                }
            }
            return new JavaClassPath(copies);
        } catch (IOException e) {
            throw new PlatformException(
                    "The programs cannot be copied to " + folder + ": " + reason(e)
                            + " (200 MiB are needed; VECTRAIL_HOME names the folder).",
                    e);
        }
    }

    /** Without the two paths that the message begins with. */
    private static String reason(IOException e) {
        return e instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
                : String.valueOf(e.getMessage());
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return Files.exists(other)
                && Files.size(one) == Files.size(other)
                && Files.getLastModifiedTime(one).equals(Files.getLastModifiedTime(other));
    }
}
