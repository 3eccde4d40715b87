package io.vectrail.local.testkit.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A folder on a disk that fails as a test wants, in the test's own process. Only what is reached through {@link #path()} meets the
 * faults. Thread-safe.
 */
public final class FaultyDisk {

    private final Path folder;
    private final Path kept;
    private final Disk disk;
    private final Path path;
    private volatile DiskFaults faults = DiskFaults.NONE;

    private FaultyDisk(Path folder, Path kept) throws IOException {
        this.folder = folder;
        this.kept = kept;
        this.disk = new Disk(folder, () -> faults, new Marks(folder, kept));
        this.path = new FaultyFileSystemProvider(folder, disk).system().wrapped(folder);
    }

    /** A disk whose files are in that folder, which is made if need be. The marks are beside it, in {@code NAME.marks}. */
    public static FaultyDisk over(Path folder) throws IOException {
        Path whole = Files.createDirectories(folder).toAbsolutePath();
        return new FaultyDisk(whole, whole.resolveSibling(whole.getFileName() + ".marks"));
    }

    /** The folder, as a path that leads over this disk. */
    public Path path() {
        return path;
    }

    /** Sets what is wrong from now on; a force that is stalling goes on once it is lifted. */
    public void set(DiskFaults now) {
        faults = now;
    }

    public void failForce() {
        set(faults.withForceFailing());
    }

    public void stallForce(Duration time) {
        set(faults.withForceStalled(time));
    }

    /** Lets the folder's files have this many bytes together, and no more. */
    public void quota(long bytes) {
        set(faults.withQuota(bytes));
    }

    /** Nothing is wrong any more. */
    public void heal() {
        set(DiskFaults.NONE);
    }

    /** Faults that were met: writes and forces that failed, forces that stalled. */
    public long injected() {
        return disk.injected();
    }

    /** Bytes of the file, from its start, that a power failure would leave; 0 for one that was never opened for writing. */
    public long forced(Path file) {
        Mark mark = disk.marks().of(FaultyPath.real(file));
        return mark == null ? 0 : mark.forced();
    }

    /**
     * Does to the files what a power failure would: whoever had them open must be closed, and a disk that goes on is made anew by
     * {@link #over}.
     */
    public List<PowerFailure.Damage> powerFailure(RandomGenerator random) throws IOException {
        return PowerFailure.strike(folder, kept, random);
    }
}
