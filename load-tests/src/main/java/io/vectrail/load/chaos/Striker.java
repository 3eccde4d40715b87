package io.vectrail.load.chaos;

import io.vectrail.local.platform.Role;
import io.vectrail.local.testkit.Platform;
import io.vectrail.local.testkit.fault.DiskFaults;
import io.vectrail.local.testkit.fault.ProgramDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the strikes, one after the other, and starts again what it killed without waiting until that is healthy. Beside it a
 * supervisor starts whatever ended by itself, as an init system would.
 */
final class Striker implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PID_KNOWN = Duration.ofSeconds(30);

    /** From a kill on these are not the supervisor's business. */
    private final Set<Role> down = ConcurrentHashMap.newKeySet();

    private final Platform platform;
    private final Set<Role> roles;
    private final EventLog events;
    private final Thread supervisor;
    private volatile boolean closing;
    private volatile @Nullable RuntimeException unsupervised;
    private int kills;
    private int faults;

    Striker(Platform platform, Set<Role> roles, EventLog events) {
        this.platform = platform;
        this.roles = Set.copyOf(roles);
        this.events = events;
        this.supervisor = Thread.ofPlatform().name("supervisor").start(this::supervise);
    }

    int kills() {
        return kills;
    }

    /** Strikes that were no kill. */
    int faults() {
        return faults;
    }

    /** @throws RuntimeException that ended the supervisor: nothing comes back by itself any more */
    void strike(Strike strike) throws IOException {
        if (unsupervised != null) {
            throw unsupervised;
        }
        events.say(strike.toString());
        if (Plan.kills(strike)) {
            kills++;
        } else {
            faults++;
        }
        switch (strike) {
            case Strike.Kill(Role role, int time) -> kill(role, () -> pause(time));
            case Strike.KafkaAway(int time) -> kill(Role.KAFKA, () -> pause(time));
            case Strike.Pause(Role role, int time) -> stopped(role, time);
            case Strike.DiskFull(int room, int time) ->
                disk(DiskFaults.NONE.withQuota(size(platform.edgeDisk().folder()) + room), time);
            case Strike.ForceFails(int time) -> disk(DiskFaults.NONE.withForceFailing(), time);
            case Strike.ForceStalls(int stall, int time) ->
                disk(DiskFaults.NONE.withForceStalled(Duration.ofMillis(stall)), time);
            case Strike.PowerFailure(long seed) ->
                kill(
                        Role.EDGE,
                        () -> platform.edgeDisk()
                                .powerFailure(new Random(seed))
                                .forEach(damage -> events.say("  " + damage)));
            case Strike.TornTail(long seed, int bytes, boolean zeros) ->
                kill(Role.EDGE, () -> tear(new Random(seed), bytes, zeros));
        }
    }

    @Override
    public void close() {
        closing = true;
        supervisor.interrupt();
        try {
            supervisor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Meanwhile {
        void run() throws IOException;
    }

    private void kill(Role role, Meanwhile meanwhile) throws IOException {
        down.add(role);
        try {
            platform.kill(role);
            meanwhile.run();
            launch(role);
        } finally {
            down.remove(role);
        }
    }

    private void stopped(Role role, int time) throws IOException {
        signal(role, "-STOP");
        pause(time);
        signal(role, "-CONT");
    }

    private void signal(Role role, String signal) throws IOException {
        ProcessHandle process = platform.process(role).orElse(null);
        if (process != null) {
            try {
                var _ = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void disk(DiskFaults wrong, int time) throws IOException {
        ProgramDisk disk = platform.edgeDisk();
        disk.set(wrong);
        pause(time);
        disk.set(DiskFaults.NONE);
    }

    private void tear(Random random, int bytes, boolean zeros) throws IOException {
        Path folder = platform.edgeDisk().folder();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> segments = files.filter(file -> file.toString().endsWith(".vtj"))
                    .sorted()
                    .toList();
            byte[] tail = new byte[bytes];
            if (!zeros) {
                random.nextBytes(tail);
            }
            if (!segments.isEmpty()) {
                Files.write(segments.getLast(), tail, StandardOpenOption.APPEND);
                events.say("  " + segments.getLast().getFileName() + " goes on with " + bytes + " bytes");
            }
        }
    }

    private void launch(Role role) {
        platform.launch(role);
        // Its pid is known a moment later: until then the supervisor would take it for one that ended.
        long deadline = System.nanoTime() + PID_KNOWN.toNanos();
        while (platform.process(role).isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
        }
        events.say("  " + role.program() + " launched");
    }

    private void supervise() {
        try {
            watch();
        } catch (RuntimeException e) {
            unsupervised = e;
        }
    }

    private void watch() {
        while (!closing) {
            for (Role role : roles) {
                if (!down.contains(role) && platform.process(role).isEmpty()) {
                    restart(role);
                }
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Looks again after a while: a process that was just launched writes its pid a moment later. */
    private void restart(Role role) {
        LockSupport.parkNanos(LOOK.toNanos());
        if (!closing && !down.contains(role) && platform.process(role).isEmpty()) {
            events.say("  " + role.program() + " had ended by itself");
            launch(role);
        }
    }

    private static void pause(int millis) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum(); // 0 for one that was deleted meanwhile
        }
    }
}
