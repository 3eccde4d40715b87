package io.vectrail.local.testkit.fault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The disk under one folder: applies the faults of the moment and notes what was forced. All its paths are the real file system's.
 * Thread-safe.
 */
final class Disk {

    private final Path folder;
    private final Supplier<DiskFaults> faults;
    private final Marks marks;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong injected = new AtomicLong();
    private volatile boolean counted;

    Disk(Path folder, Supplier<DiskFaults> faults, Marks marks) {
        this.folder = folder.toAbsolutePath().normalize();
        this.faults = faults;
        this.marks = marks;
    }

    boolean holds(Path path) {
        return path.toAbsolutePath().normalize().startsWith(folder);
    }

    Marks marks() {
        return marks;
    }

    /** Faults that a program has met. */
    long injected() {
        return injected.get();
    }

    /** How many of these bytes may still be added to the folder's files. @throws IOException when none may */
    long admit(long bytes) throws IOException {
        long quota = faults.get().quota();
        if (quota == DiskFaults.NO_QUOTA || bytes <= 0) {
            counted &= quota != DiskFaults.NO_QUOTA;
            return bytes;
        }
        if (!counted) {
            count();
        }
        long room = quota - used.get();
        if (room <= 0) {
            injected.incrementAndGet();
            throw new IOException("No space left on device");
        }
        return Math.min(bytes, room);
    }

    void grew(long bytes) {
        used.addAndGet(bytes);
    }

    /** What is left, when it is less than this. */
    long usable(long real) throws IOException {
        long quota = faults.get().quota();
        if (quota == DiskFaults.NO_QUOTA) {
            return real;
        }
        count();
        return Math.min(real, Math.max(0, quota - used.get()));
    }

    /** Forces a file, or a folder's names, as the faults of the moment let it. */
    void force(Path path, FileChannel channel, boolean metaData) throws IOException {
        boolean directory = Files.isDirectory(path);
        long size = directory ? 0 : channel.size();
        stall();
        if (faults.get().forceFails()) {
            injected.incrementAndGet();
            marks.lost(path);
            throw new IOException("Input/output error");
        }
        channel.force(metaData);
        if (directory) {
            marks.namesForced(path);
        } else {
            marks.forced(path, size);
        }
    }

    /** As a real one's, it cannot be interrupted; it ends early when the fault is lifted. */
    private void stall() {
        long begin = System.nanoTime();
        boolean interrupted = false;
        boolean met = false;
        while (System.nanoTime() - begin < faults.get().forceStall().toNanos()) {
            met = true;
            LockSupport.parkNanos(1_000_000);
            interrupted |= Thread.interrupted();
        }
        if (met) {
            injected.incrementAndGet();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void count() throws IOException {
        AtomicLong sum = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum.addAndGet(attributes.isRegularFile() ? attributes.size() : 0);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException deletedMeanwhile) {
                return FileVisitResult.CONTINUE;
            }
        });
        used.set(sum.get());
        counted = true;
    }
}
