package io.vectrail.local.process;

import io.vectrail.local.process.Health.Healthy;
import io.vectrail.local.process.Health.Unhealthy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Starts the programs of one home, finds them again from any other process, and stops them.
 *
 * <p>A program writes its own pid before it becomes a JVM, so that a starter killed at any point leaves no program that nobody
 * knows of. A pid counts only when the process behind it carries this home and the program's name on its command line: pids
 * are used again after a crash or a reboot.
 */
public final class ProgramRunner {
    /** Ctrl-C at a terminal reaches every process of its group; programs are stopped in order instead. */
    private static final String LAUNCH = "trap '' INT HUP; echo $$ > \"$1\" || exit 126; shift; exec \"$@\"";

    /** Variables by which the starter's surroundings would change a program. */
    private static final Set<String> STRAY =
            Set.of("CLASSPATH", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final long LOG_LIMIT = 16L << 20;
    private static final Duration POLL = Duration.ofMillis(25);
    private static final Duration FOUND_LIMIT = Duration.ofSeconds(10);

    private final Home home;

    public ProgramRunner(Home home) {
        this.home = home;
    }

    /** Starts a program that is not running. Its output is appended to its log. */
    public ProcessHandle start(Program program) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", LAUNCH, "vectrail"));
        command.add(home.pidFile(program.name()).toString());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(marks(program.name()));
        command.addAll(program.arguments());
        home.prepare();
        Path log = home.log(program.name());
        try {
            rotate(log);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(home.data(program.name()).toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("VECTRAIL_") || STRAY.contains(name));
            builder.environment().putAll(program.environment());
            ProcessHandle process = builder.start().toHandle();
            awaitFound(program.name(), process);
            return process;
        } catch (IOException e) {
            throw new PlatformException(program.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** A shell writes the pid first and becomes the program then: until it has, nobody finds it. */
    private void awaitFound(String name, ProcessHandle process) {
        long deadline = System.nanoTime() + FOUND_LIMIT.toNanos();
        while (process.isAlive() && find(name).isEmpty() && System.nanoTime() < deadline) {
            pause();
        }
    }

    /** The running process of this home under that name. */
    public Optional<ProcessHandle> find(String program) {
        try {
            String pid = Files.readString(home.pidFile(program)).strip();
            if (pid.isEmpty()) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(pid)).filter(process -> isOurs(process, program));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** True when the program was started and has ended without having been stopped by {@link #stop}. */
    public boolean endedByItself(String program) {
        return Files.exists(home.pidFile(program)) && find(program).isEmpty();
    }

    /** Waits until the program is healthy; says why when it ends or its limit passes first. */
    public void awaitHealthy(String program, Probe probe, Duration limit, ProcessHandle process) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Health health = probe.look();
            switch (health) {
                case Healthy(String remark) -> {
                    return;
                }
                case Unhealthy(String reason) -> {
                    if (!process.isAlive()) {
                        throw new PlatformException(program + " ended while starting" + lastLine(program));
                    }
                    if (System.nanoTime() > deadline) {
                        throw new PlatformException(program + " was not healthy after "
                                + limit.toSeconds() + " s (it " + reason + "): see "
                                + home.log(program));
                    }
                }
            }
            pause();
        }
    }

    /** Asks the program to end, waits, and kills it when it does not. True: it ended by itself or was not running. */
    public boolean stop(String name, Duration limit) {
        Optional<ProcessHandle> found = find(name);
        boolean byItself = true;
        if (found.isPresent()) {
            ProcessHandle process = found.get();
            process.destroy();
            byItself = awaitEnd(process, limit);
            if (!byItself) {
                process.destroyForcibly();
                awaitEnd(process, Duration.ofSeconds(10));
            }
        }
        forget(name);
        return byItself;
    }

    /** Ends the program as a crash would. */
    public void kill(String name) {
        find(name).ifPresent(process -> {
            process.destroyForcibly();
            awaitEnd(process, Duration.ofSeconds(10));
        });
    }

    private static boolean awaitEnd(ProcessHandle process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (process.isAlive() && !isZombie(process.pid())) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    /**
     * A parent that reaps nobody, as some containers' first process, leaves the dead in the table: they count as alive. While other
     * threads are still ending, and hold the ports, the first of them looks dead already.
     */
    private static boolean isZombie(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            String stat = Files.readString(process.resolve("stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2) && threads.count() <= 1;
        } catch (IOException e) {
            return false;
        }
    }

    private void forget(String name) {
        try {
            Files.deleteIfExists(home.pidFile(name));
        } catch (IOException e) {
            throw new PlatformException("The pid file of " + name + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private boolean isOurs(ProcessHandle process, String name) {
        return process.info()
                .commandLine()
                .map(line -> line + " ") // so that one home is not taken for another whose name begins alike
                .filter(line -> marks(name).stream().allMatch(mark -> line.contains(mark + " ")))
                .isPresent();
    }

    private List<String> marks(String name) {
        return List.of("-Dvectrail.program=" + name, "-Dvectrail.home=" + home.folder());
    }

    private String lastLine(String name) {
        Path log = home.log(name);
        return LogTail.lastWords(log).map(words -> ": " + words).orElse("") + " (see " + log + ")";
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while waiting for a program.", e);
        }
    }
}
