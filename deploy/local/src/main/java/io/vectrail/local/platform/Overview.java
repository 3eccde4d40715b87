package io.vectrail.local.platform;

import io.vectrail.local.process.Health;
import io.vectrail.local.process.Health.Healthy;
import io.vectrail.local.process.Health.Unhealthy;
import io.vectrail.local.process.ProgramRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What runs, and how it is. */
public final class Overview {
    private final Settings settings;
    private final ProgramRunner runner;
    private final Clock clock;

    public Overview(Settings settings, Clock clock) {
        this.settings = settings;
        this.runner = new ProgramRunner(settings.home());
        this.clock = clock;
    }

    /**
     * One program at one moment.
     *
     * @param state {@code healthy}, {@code unhealthy} or {@code stopped}
     * @param remark why it is unhealthy, or what to look at although it is healthy; may be empty
     * @param residentBytes 0 where the system does not tell
     */
    public record Line(
            String program,
            String state,
            String remark,
            long pid,
            Duration uptime,
            long residentBytes,
            List<Integer> ports) {
        public Line {
            ports = List.copyOf(ports);
        }

        public boolean isHealthy() {
            return state.equals("healthy");
        }
    }

    public List<Line> lines() {
        return Stream.of(Role.values()).parallel().map(this::line).toList();
    }

    public boolean anyRunning() {
        return Stream.of(Role.values()).anyMatch(this::isRunning);
    }

    public boolean isRunning(Role role) {
        return runner.find(role.program()).isPresent();
    }

    /** Running, and its probe answers. */
    public boolean isHealthy(Role role) {
        return isRunning(role) && Programs.probe(role, settings).look() instanceof Healthy;
    }

    /** True when it ended without having been asked to. */
    public boolean endedByItself(Role role) {
        return runner.endedByItself(role.program());
    }

    private Line line(Role role) {
        String name = role.program();
        List<Integer> ports = Programs.ports(role).stream().map(settings::port).toList();
        Optional<ProcessHandle> process = runner.find(name);
        if (process.isEmpty()) {
            return new Line(name, "stopped", "", 0, Duration.ZERO, 0, ports);
        }
        Health health = Programs.probe(role, settings).look();
        String state = switch (health) {
            case Healthy(String remark) -> "healthy";
            case Unhealthy(String reason) -> "unhealthy";
        };
        String remark = switch (health) {
            case Healthy(String words) -> words;
            case Unhealthy(String words) -> words;
        };
        long pid = process.get().pid();
        Duration uptime = process.get()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, clock.instant()))
                .orElse(Duration.ZERO);
        return new Line(name, state, remark, pid, uptime, resident(pid), ports);
    }

    private static long resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
