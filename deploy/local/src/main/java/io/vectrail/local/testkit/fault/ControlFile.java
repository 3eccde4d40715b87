package io.vectrail.local.testkit.fault;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Faults of a program's disk, steered from another process: properties {@code force} ({@code ok} or {@code fails}), {@code stall}
 * (milliseconds) and {@code quota} (bytes). It is read at most every few milliseconds; none, or one that cannot be read, is no fault.
 */
public final class ControlFile implements Supplier<DiskFaults> {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path file;
    private volatile DiskFaults known = DiskFaults.NONE;
    private volatile long lookedAt;

    /** Reads from the file system that {@code file} belongs to, which must not be one that it steers. */
    ControlFile(Path file) {
        this.file = file;
        this.lookedAt = System.nanoTime() - LOOK_NANOS;
    }

    /** Sets the faults of whoever reads that file, within a few milliseconds. */
    public static void write(Path file, DiskFaults faults) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("force", faults.forceFails() ? "fails" : "ok");
        properties.setProperty("stall", Long.toString(faults.forceStall().toMillis()));
        properties.setProperty("quota", Long.toString(faults.quota()));
        StringWriter text = new StringWriter();
        properties.store(text, null);
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(whole, text.toString());
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public DiskFaults get() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_NANOS) {
            lookedAt = now;
            known = read();
        }
        return known;
    }

    private DiskFaults read() {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            return new DiskFaults(
                    properties.getProperty("force", "ok").equals("fails"),
                    Duration.ofMillis(Long.parseLong(properties.getProperty("stall", "0"))),
                    Long.parseLong(properties.getProperty("quota", Long.toString(DiskFaults.NO_QUOTA))));
        } catch (IOException | IllegalArgumentException e) {
            return DiskFaults.NONE;
        }
    }
}
