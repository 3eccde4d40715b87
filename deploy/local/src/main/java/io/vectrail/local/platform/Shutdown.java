package io.vectrail.local.platform;

import io.vectrail.local.process.ProgramRunner;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Stops programs in order, those of one group at the same time. */
public final class Shutdown {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Settings settings;
    private final Progress progress;
    private final ProgramRunner runner;

    public Shutdown(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.runner = new ProgramRunner(settings.home());
    }

    /** Stops all that runs. True when something did. */
    public boolean all() {
        boolean any = Stream.of(Role.values())
                .anyMatch(role -> runner.find(role.program()).isPresent());
        HomeLock.whileHeld(settings.home(), PATIENCE, () -> these(Set.of(Role.values())));
        return any;
    }

    /** Stops one program, which may come back. */
    public void one(Role role) {
        HomeLock.whileHeld(settings.home(), PATIENCE, () -> these(Set.of(role)));
    }

    /** The caller holds the home's lock. */
    void these(Collection<Role> roles) {
        for (List<Role> group : Role.STOP) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                group.stream().filter(roles::contains).forEach(role -> threads.execute(() -> stop(role)));
            }
        }
    }

    private void stop(Role role) {
        String name = role.program();
        if (runner.find(name).isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        boolean byItself = runner.stop(name, role.stopLimit());
        String took = String.format(Locale.ROOT, "after %.1f s", (System.nanoTime() - start) / 1e9);
        progress.say("  %-11s %s"
                .formatted(
                        name,
                        byItself
                                ? "stopped " + took
                                : "killed " + took + ": it did not end by itself, see ./vectrail logs " + name));
    }
}
