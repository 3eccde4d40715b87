package io.vectrail.edge.recorder.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/** Looks, twice a second at most, whether the disk has room for new exchanges. Not thread-safe. */
final class DiskSpace {

    private static final long EVERY_NANOS = Duration.ofMillis(500).toNanos();

    private final JournalSettings settings;
    private final JournalFolder folder;
    private long lookedAt = System.nanoTime() - EVERY_NANOS;
    private boolean plenty;

    DiskSpace(JournalSettings settings, JournalFolder folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /** True when, at the last look, files might be made in advance: they never take room that entries need. */
    boolean plenty() {
        return plenty;
    }

    /**
     * @param ahead bytes on the disk that are no entries yet
     * @return whether it was time to look
     */
    boolean look(Admission admission, long ahead) throws IOException {
        // Not by a clock that somebody may set.
        if (System.nanoTime() - lookedAt < EVERY_NANOS) {
            return false;
        }
        lookedAt = System.nanoTime();
        JournalLimits limits = settings.limits();
        long used = folder.bytes() + ahead;
        long free = Files.getFileStore(settings.folder()).getUsableSpace();
        boolean overMark = used > limits.highWaterMark();
        // What is still written to can never be dropped: with a single segment, refusing would last for ever.
        boolean full = (overMark && used > limits.segmentBytes().bytes())
                || free < limits.leastFreeBytes().bytes() + JournalLimits.RESERVE_BYTES;
        long made = 2 * limits.segmentBytes().bytes();
        plenty = used + made < limits.highWaterMark() / 2
                && free > limits.leastFreeBytes().bytes() + 2 * JournalLimits.RESERVE_BYTES + made;
        admission.room(used, full ? (used >> 20) + " MiB used, " + (free >> 20) + " MiB free on the disk" : null);
        return true;
    }
}
