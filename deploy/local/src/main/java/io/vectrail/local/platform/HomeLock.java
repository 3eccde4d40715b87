package io.vectrail.local.platform;

import io.vectrail.local.process.Home;
import io.vectrail.local.process.PlatformException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** At most one process starts or stops the programs of a home. The system lets go of the lock when its holder is killed. */
final class HomeLock {
    private HomeLock() {}

    /** Does the work while holding the lock; waits that long for whoever else holds it. */
    static void whileHeld(Home home, Duration patience, Runnable work) {
        try (FileChannel channel = open(home)) {
            long deadline = System.nanoTime() + patience.toNanos();
            while (!tryLock(channel)) {
                if (System.nanoTime() > deadline) {
                    throw new PlatformException("Another ./vectrail is starting or stopping the programs of "
                            + home.folder() + ": wait until it is done, or end it with Ctrl-C.");
                }
                Thread.sleep(50);
            }
            work.run();
        } catch (IOException e) {
            throw new PlatformException(
                    "The folder " + home.folder() + " cannot be used (" + e.getMessage()
                            + "): set VECTRAIL_HOME to another.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while waiting for another ./vectrail.", e);
        }
    }

    private static FileChannel open(Home home) throws IOException {
        Path file = home.folder().resolve("run").resolve("lock");
        Files.createDirectories(file.getParent());
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very JVM
        }
    }
}
