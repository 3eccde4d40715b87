package io.vectrail.local.testkit.fault;

import java.time.Duration;

/**
 * What is wrong with a disk at one time.
 *
 * @param forceFails every {@code force} fails, and what it should have forced is never on the disk
 * @param forceStall how long every {@code force} waits before it does its work
 * @param quota bytes that the files of the folder may have together; {@link #NO_QUOTA} for no bound but the real disk's
 */
public record DiskFaults(boolean forceFails, Duration forceStall, long quota) {

    public static final long NO_QUOTA = Long.MAX_VALUE;

    /** A disk that works. */
    public static final DiskFaults NONE = new DiskFaults(false, Duration.ZERO, NO_QUOTA);

    public DiskFaults {
        if (forceStall.isNegative() || quota < 0) {
            throw new IllegalArgumentException("a stall and a quota are not negative");
        }
    }

    public DiskFaults withForceFailing() {
        return new DiskFaults(true, forceStall, quota);
    }

    public DiskFaults withForceStalled(Duration stall) {
        return new DiskFaults(forceFails, stall, quota);
    }

    public DiskFaults withQuota(long bytes) {
        return new DiskFaults(forceFails, forceStall, bytes);
    }
}
