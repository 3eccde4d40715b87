package io.vectrail.local.platform;

import io.vectrail.local.engine.Checkout;
import io.vectrail.local.engine.Engines;
import io.vectrail.local.issuer.Issuer;
import io.vectrail.local.issuer.Passcode;
import io.vectrail.local.process.FreePort;
import io.vectrail.local.process.PlatformException;
import io.vectrail.local.process.Program;
import io.vectrail.local.process.ProgramRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Brings the platform up: starts what is not running and waits until it is healthy. All that can be known beforehand is checked
 * before the first program starts; when one fails, or the start is cut short, those that were started are stopped again.
 */
public final class Startup {
    private static final long DISK_NEEDED = 512L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Settings settings;
    private final Checkout checkout;
    private final Progress progress;
    private final Map<Role, JvmExtras> extras;
    private final ProgramRunner runner;
    private final Set<Role> started = EnumSet.noneOf(Role.class);
    private final AtomicReference<@Nullable RuntimeException> firstFailure = new AtomicReference<>();
    private volatile boolean cut;

    public Startup(Settings settings, Checkout checkout, Progress progress) {
        this(settings, checkout, progress, Map.of());
    }

    /** {@code extras} are what some programs' JVMs get beside their own. */
    public Startup(Settings settings, Checkout checkout, Progress progress, Map<Role, JvmExtras> extras) {
        this.settings = settings;
        this.checkout = checkout;
        this.progress = progress;
        this.extras = Map.copyOf(extras);
        this.runner = new ProgramRunner(settings.home());
    }

    /** Starts what is not running of all programs. */
    public void all() {
        these(EnumSet.allOf(Role.class));
    }

    /** Starts what is not running of these programs. Returns when they are healthy. */
    public void these(Set<Role> wanted) {
        HomeLock.whileHeld(settings.home(), PATIENCE, () -> startMissing(wanted));
    }

    /** Starts a program that is not running, on a home that was started before, and waits for nothing. */
    public void launch(Role role) {
        var _ = runner.start(programs().prepare(role));
    }

    private void startMissing(Set<Role> wanted) {
        requireDisk();
        Set<Role> running = running();
        requireSamePorts(running);
        Set<Role> missing = EnumSet.copyOf(wanted);
        missing.removeAll(running);
        requireFreePorts(missing);
        install();
        prepareHome();
        if (wanted.contains(Role.EDGE) || wanted.contains(Role.REPLAY)) {
            new SealingKeys(settings.home(), checkout).makeMissing();
        }
        start(wanted);
    }

    /**
     * Ends a start, also from another thread (Ctrl-C): nothing more is started, and what was is stopped when this returns. The
     * starting thread still holds the home's lock.
     */
    public void cutShort() {
        cut = true;
        synchronized (started) {
            new Shutdown(settings, progress).these(Set.copyOf(started));
            started.clear();
        }
    }

    /** Each as soon as what it needs is healthy. The first failure ends it all. */
    private void start(Set<Role> wanted) {
        Map<Role, CompletableFuture<Void>> starts = new EnumMap<>(Role.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Role role : Role.values()) { // what is needed comes first
                if (wanted.contains(role)) {
                    CompletableFuture<?>[] needed = role.needs().stream()
                            .map(starts::get)
                            .filter(Objects::nonNull)
                            .toArray(CompletableFuture<?>[]::new);
                    starts.put(role, CompletableFuture.allOf(needed).thenRunAsync(() -> startOrEndAll(role), threads));
                }
            }
            CompletableFuture.allOf(starts.values().toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException e) {
            RuntimeException first = firstFailure.get();
            throw first == null ? e : first;
        }
    }

    private void startOrEndAll(Role role) {
        try {
            start(role);
        } catch (RuntimeException e) {
            if (firstFailure.compareAndSet(null, e)) {
                cutShort();
            }
            throw e;
        }
    }

    private void start(Role role) {
        long begin = System.nanoTime();
        Optional<ProcessHandle> running = runner.find(role.program());
        if (running.isPresent()) {
            runner.awaitHealthy(role.program(), Programs.probe(role, settings), Programs.START_LIMIT, running.get());
            progress.say("  %-11s is healthy, and was running".formatted(role.program()));
            return;
        }
        Program program = programs().prepare(role);
        ProcessHandle process = launch(role, program);
        runner.awaitHealthy(program.name(), program.probe(), program.startLimit(), process);
        progress.say(String.format(
                Locale.ROOT, "  %-11s is healthy after %.1f s", role.program(), (System.nanoTime() - begin) / 1e9));
    }

    private ProcessHandle launch(Role role, Program program) {
        synchronized (started) {
            if (cut) {
                throw new PlatformException("The start was cut short.");
            }
            started.add(role);
            return runner.start(program);
        }
    }

    private Programs programs() {
        return new Programs(settings, checkout, extras);
    }

    private Set<Role> running() {
        Set<Role> running = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (runner.find(role.program()).isPresent()) {
                running.add(role);
            }
        }
        return running;
    }

    private void requireSamePorts(Set<Role> running) {
        settings.lastStarted().ifPresent(last -> {
            for (Port port : Port.values()) {
                if (!running.isEmpty() && last.port(port) != settings.port(port)) {
                    throw new PlatformException("The platform is running with " + port.setting() + "=" + last.port(port)
                            + ": set the same, or run ./vectrail down first.");
                }
            }
        });
    }

    private void requireFreePorts(Set<Role> missing) {
        for (Role role : missing) {
            for (Port port : Programs.ports(role)) {
                if (!FreePort.isFree(settings.port(port))) {
                    throw new PlatformException("Port " + settings.port(port) + " (" + port.owner()
                            + ") is in use by another program: end that one, or set " + port.setting()
                            + " to a free port.");
                }
            }
        }
    }

    private void requireDisk() {
        try {
            Files.createDirectories(settings.home().folder());
            long usable = Files.getFileStore(settings.home().folder()).getUsableSpace();
            if (usable < DISK_NEEDED) {
                throw new PlatformException("The disk of " + settings.home().folder() + " has " + (usable >> 20)
                        + " MiB left, " + (DISK_NEEDED >> 20)
                        + " are needed: make room, or set VECTRAIL_HOME to another disk.");
            }
        } catch (IOException e) {
            throw new PlatformException(
                    "The folder " + settings.home().folder() + " cannot be made (" + e.getMessage()
                            + "): set VECTRAIL_HOME to one that can be written.",
                    e);
        }
    }

    private void install() {
        Engines engines = new Engines(checkout);
        if (!engines.complete()) {
            progress.say("Fetching the engines: broker, registry, ClickHouse (once, about 380 MB) …");
            engines.all();
        }
    }

    private void prepareHome() {
        try {
            settings.rememberStarted();
        } catch (IOException e) {
            throw new PlatformException(
                    "The folder " + settings.home().folder() + " cannot be written: " + e.getMessage(), e);
        }
        Issuer.open(Configuration.issuerFolder(settings.home()), settings.issuer(), Clock.systemUTC());
        var _ = Passcode.of(Configuration.issuerFolder(settings.home()));
    }
}
