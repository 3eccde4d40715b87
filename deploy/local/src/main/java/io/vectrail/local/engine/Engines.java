package io.vectrail.local.engine;

import io.vectrail.local.process.FreePort;
import io.vectrail.local.process.Home;
import io.vectrail.local.process.PlatformException;
import io.vectrail.local.process.Program;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The installed engines of a checkout. An engine is fetched into a folder of its own, checked against the committed sums, and
 * only then renamed to its place: what has its name is whole, and an interrupted installation leaves nothing that counts.
 * Several processes may install at once; one does, the others wait.
 */
public final class Engines {
    private static final Object IN_THIS_JVM = new Object();

    private final Path sources;
    private final Path installed;

    public Engines(Checkout checkout) {
        this.sources = checkout.engineSources();
        this.installed = checkout.engineFolder();
    }

    /** The broker's jars. */
    public Path kafka() {
        Path jars = installed("kafka", true, folder -> maven("dependency:copy-dependencies@kafka", folder));
        return quickened(jars, home -> new KafkaEngine(jars, home, FreePort.any()).program());
    }

    /** The registry's folder. */
    public Path registry() {
        Path folder = installed("registry", false, place -> maven("dependency:copy@registry", place));
        return quickened(folder, home -> new RegistryEngine(folder, home, FreePort.any()).program());
    }

    /** The folder of {@code libchdb.so}. */
    public Path clickHouse() {
        requireSupportedByClickHouse();
        return installed("clickhouse", false, this::npm).resolve("node_modules/@chdb/lib-linux-x64-gnu");
    }

    /** The folder of the identity provider that some tests have; nothing else fetches it. */
    public Path keycloak() {
        return installed("keycloak", false, place -> maven("dependency:copy@keycloak", place));
    }

    /** Installs what is missing of the three that a platform runs on. */
    public void all() {
        kafka();
        registry();
        clickHouse();
    }

    /** True when nothing has to be fetched. */
    public boolean complete() {
        return Stream.of("kafka", "registry", "clickhouse").allMatch(engine -> Files.isDirectory(place(engine)));
    }

    private Path installed(String engine, boolean exact, Fetch fetch) {
        Path place = place(engine);
        if (Files.isDirectory(place)) {
            return place;
        }
        synchronized (IN_THIS_JVM) {
            try {
                install(engine, place, exact, fetch);
                return place;
            } catch (IOException e) {
                throw new PlatformException(
                        "The engine " + engine + " was not installed: " + e.getMessage() + " (the disk of " + installed
                                + " needs 2 GiB).",
                        e);
            }
        }
    }

    private Path place(String engine) {
        return installed.resolve(engine + "-" + checksums(engine).fingerprint());
    }

    private Checksums checksums(String engine) {
        try {
            return Checksums.read(sources.resolve("SHA256SUMS"), engine);
        } catch (IOException e) {
            throw new PlatformException("The engines' checksums cannot be read: " + e.getMessage(), e);
        }
    }

    private void install(String engine, Path place, boolean exact, Fetch fetch) throws IOException {
        try (FileChannel channel = open();
                FileLock lock = channel.lock()) {
            if (!lock.isValid() || Files.isDirectory(place)) {
                return;
            }
            Path temporary = scratch(engine);
            try {
                fetch.into(temporary);
                checksums(engine).verify(temporary, exact);
                unpack(engine, temporary);
                Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(temporary);
            }
        }
    }

    /** Adds the archive of its classes, once. An engine for which none can be made starts without. */
    private Path quickened(Path engine, Function<Home, Program> describe) {
        if (ClassArchive.exists(engine)) {
            return engine;
        }
        synchronized (IN_THIS_JVM) {
            try (FileChannel channel = open();
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !ClassArchive.exists(engine)) {
                    Path scratch = scratch("archive");
                    try {
                        ClassArchive.make(engine, scratch, describe);
                    } catch (PlatformException e) {
                        return engine;
                    } finally {
                        delete(scratch);
                    }
                }
            } catch (IOException e) {
                throw new PlatformException("The engine in " + engine + " cannot be prepared: " + e.getMessage(), e);
            }
            return engine;
        }
    }

    private FileChannel open() throws IOException {
        Files.createDirectories(installed);
        return FileChannel.open(installed.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** An empty folder. Sweeps away what an interrupted installation left behind, which the holder of the lock alone may. */
    private Path scratch(String purpose) throws IOException {
        try (Stream<Path> left = Files.list(installed)) {
            for (Path folder : left.filter(path -> path.getFileName().toString().startsWith(".installing-"))
                    .toList()) {
                delete(folder);
            }
        }
        return Files.createDirectory(installed.resolve(".installing-" + purpose));
    }

    private void maven(String goal, Path folder) throws IOException {
        PackageTool.run(
                sources,
                List.of("mvn", "-q", "-B", "-f", "pom.xml", goal, "-Dengine.folder=" + folder.toAbsolutePath()));
    }

    private void npm(Path folder) throws IOException {
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(sources.resolve("clickhouse").resolve(file), folder.resolve(file));
        }
        PackageTool.run(folder, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    }

    private static void unpack(String engine, Path folder) throws IOException {
        Path archive = folder.resolve(engine + ".tar.gz");
        if (!Files.exists(archive)) {
            return;
        }
        switch (engine) {
            case "keycloak" -> {
                PackageTool.run(folder, List.of("tar", "xzf", archive.toString(), "--strip-components=1"));
                KeycloakEngine.prepare(folder);
            }
            default -> PackageTool.run(folder, List.of("tar", "xzf", archive.toString()));
        }
        Files.delete(archive);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void requireSupportedByClickHouse() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!system.equals("Linux amd64")) {
            throw new PlatformException(
                    "The local platform's ClickHouse is pinned for Linux on x86-64 with glibc, this is " + system
                            + ": use such a machine or container, or add its package to deploy/local/engines/clickhouse.");
        }
    }

    @FunctionalInterface
    private interface Fetch {
        void into(Path folder) throws IOException;
    }
}
