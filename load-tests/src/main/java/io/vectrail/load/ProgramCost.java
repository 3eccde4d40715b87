package io.vectrail.load;

import io.vectrail.local.platform.Role;
import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a program of a platform has cost so far: processor time of all its threads, and memory. Linux alone. */
final class ProgramCost {

    private final ProcessHandle process;

    private ProgramCost(ProcessHandle process) {
        this.process = process;
    }

    static ProgramCost of(Platform platform, Role role) {
        try {
            String pid = Files.readString(platform.home().resolve("run").resolve(role.program() + ".pid"));
            return new ProgramCost(ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Duration processor() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** The most that was resident so far, in MiB. */
    long mostMebibytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            String line =
                    lines.filter(one -> one.startsWith("VmHWM:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
