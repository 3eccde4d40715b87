package io.vectrail.local.testkit;

import io.vectrail.local.process.Home;
import io.vectrail.local.process.Program;
import io.vectrail.local.process.ProgramRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A real engine that runs for tests, on a free port, in a temporary home; it never outlives the JVM that started it. */
abstract class EngineProcess implements AutoCloseable {
    private final Folder folder;
    private final ProgramRunner runner;
    private final Supplier<Program> description;
    private final Program program;

    /**
     * Starts it and waits until it is healthy.
     *
     * @param description is asked again before each start
     */
    EngineProcess(Folder folder, Supplier<Program> description) {
        this.folder = folder;
        this.runner = new ProgramRunner(folder.home());
        this.description = description;
        this.program = description.get();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop " + program.name()));
        run(program);
    }

    /** Ends it as a crash would. */
    public void kill() {
        runner.kill(program.name());
    }

    /** Lets it hang: its connections stay open, and nothing is answered. */
    public void suspend() {
        signal("STOP");
    }

    /** It goes on after that. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        Path pid = folder.home().folder().resolve("run").resolve(program.name() + ".pid");
        try {
            int ended = new ProcessBuilder(
                            "kill", "-" + name, Files.readString(pid).strip())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (ended != 0) {
                throw new IllegalStateException(program.name() + " takes no signal");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it in order. */
    public void stop() {
        runner.stop(program.name(), program.stopLimit());
    }

    /** Starts it again on the same port and data, and waits until it is healthy. */
    public void restart() {
        run(description.get());
    }

    /** Ends it and deletes its data, so that it is not asked to end in order. */
    @Override
    public void close() {
        kill();
        folder.delete();
    }

    private void run(Program described) {
        runner.awaitHealthy(described.name(), described.probe(), described.startLimit(), runner.start(described));
    }

    /** A temporary home. When this JVM is killed, and runs no shutdown hook, a shell ends what runs there and deletes it. */
    record Folder(Home home) {
        private static final String WATCH = """
                trap '' INT HUP
                while [ -d "$1" ] && kill -0 "$2" 2>/dev/null; do sleep 2; done
                [ -d "$1" ] || exit 0
                for pid in "$1"/run/*.pid; do [ -e "$pid" ] && kill -9 "$(cat "$pid")"; done
                sleep 1
                rm -rf "$1"
                """;

        static Folder create(String name) {
            try {
                Path folder = Files.createTempDirectory("vectrail-" + name + "-");
                String owner = Long.toString(ProcessHandle.current().pid());
                new ProcessBuilder("/bin/sh", "-c", WATCH, "vectrail-watch", folder.toString(), owner)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return new Folder(new Home(folder));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void delete() {
            if (!Files.exists(home.folder())) {
                return;
            }
            try {
                Files.walkFileTree(home.folder(), new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                            throws IOException {
                        Files.deleteIfExists(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
