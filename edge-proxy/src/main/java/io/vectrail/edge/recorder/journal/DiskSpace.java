package io.vectrail.edge.recorder.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Looks, twice a second at most, whether the disk has room for new exchanges. Not thread-safe. */
final class DiskSpace {

    private static final Duration EVERY = Duration.ofMillis(500);

    private final JournalSettings settings;
    private final JournalFolder folder;
    private final Clock clock;
    private @Nullable Instant lookedAt;

    DiskSpace(JournalSettings settings, JournalFolder folder, Clock clock) {
        this.settings = settings;
        this.folder = folder;
        this.clock = clock;
    }

    void look(Admission admission) throws IOException {
        Instant now = clock.instant();
        if (lookedAt != null && now.isBefore(lookedAt.plus(EVERY))) {
            return;
        }
        lookedAt = now;
        JournalLimits limits = settings.limits();
        long used = folder.bytes();
        long free = Files.getFileStore(settings.folder()).getUsableSpace();
        boolean overMark = used > limits.highWaterMark();
        // What is still written to can never be dropped: with a single segment, refusing would last for ever.
        boolean full = (overMark && used > limits.segmentBytes().bytes())
                || free < limits.leastFreeBytes().bytes() + JournalLimits.RESERVE_BYTES;
        admission.room(used, full ? (used >> 20) + " MiB used, " + (free >> 20) + " MiB free on the disk" : null);
    }
}
