package io.vectrail.local.engine;

import io.vectrail.local.process.Home;
import io.vectrail.local.process.PlatformException;
import io.vectrail.local.process.Program;
import io.vectrail.local.process.ProgramRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The classes that an engine loads at its start, kept in the form in which the JVM uses them (CDS): more than half of a start's
 * work. It is made once per JDK by a run of the engine that does nothing else, and lies beside the engine; an engine without it, or
 * with one that no longer fits, starts as it always would.
 */
final class ClassArchive {
    private static final Duration DUMP_LIMIT = Duration.ofSeconds(90);

    private ClassArchive() {}

    private static Path file(Path engine) {
        return engine.resolve("classes-" + System.getProperty("java.runtime.version") + ".jsa");
    }

    /** The JVM's options for an engine that may have an archive. */
    static List<String> options(Path engine) {
        Path file = file(engine);
        // The JVM tells at length when an archive does not fit, on the engine's own output.
        return Files.exists(file)
                ? List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", "-Xlog:cds=off,aot=off")
                : List.of("-Xshare:auto");
    }

    static boolean exists(Path engine) {
        return Files.exists(file(engine));
    }

    /** All jars of these folders, in an order that does not depend on the file system: an archive fits one order only. */
    static String classPath(List<Path> folders) {
        List<String> jars = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(Path::toString)
                        .filter(name -> name.endsWith(".jar"))
                        .sorted()
                        .forEach(jars::add);
            } catch (IOException e) {
                throw new PlatformException(
                        "The engine in " + folder + " is not whole (" + e.getMessage() + "): delete it.", e);
            }
        }
        return String.join(":", jars);
    }

    /** Runs the engine in a home of its own until it is healthy, and keeps its classes. The caller holds the engines' lock. */
    static void make(Path engine, Path scratch, Function<Home, Program> describe) throws IOException {
        Home home = new Home(scratch);
        Path temporary = scratch.resolve("classes.jsa");
        Program training = describe.apply(home).with("-XX:ArchiveClassesAtExit=" + temporary, "-Xlog:cds=off,aot=off");
        ProgramRunner runner = new ProgramRunner(home);
        try {
            runner.awaitHealthy(training.name(), training.probe(), training.startLimit(), runner.start(training));
            runner.stop(training.name(), DUMP_LIMIT);
            if (Files.exists(temporary)) {
                Files.move(temporary, file(engine), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            runner.kill(training.name());
        }
    }
}
