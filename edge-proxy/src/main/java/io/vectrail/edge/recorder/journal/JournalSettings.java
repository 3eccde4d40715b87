package io.vectrail.edge.recorder.journal;

import java.nio.file.Path;

/**
 * How the journal uses its disk and memory.
 *
 * @param folder its segments; made when it is missing
 * @param segmentBytes a segment is closed once it is this large
 * @param mostBytes all segments together; beyond it new exchanges are refused
 * @param leastFreeBytes free space of the disk below which new exchanges are refused
 * @param mostQueuedBytes entries that wait for the disk
 */
public record JournalSettings(
        Path folder, long segmentBytes, long mostBytes, long leastFreeBytes, long mostQueuedBytes) {

    /** Left for the ends of exchanges that were let in: new ones are refused that much before the bounds. */
    static final long RESERVE_BYTES = 128L << 20;

    /** Bytes from which on new exchanges are refused. */
    long highWaterMark() {
        return mostBytes - RESERVE_BYTES;
    }

    public JournalSettings {
        if (segmentBytes < 1 << 16 || mostBytes < RESERVE_BYTES + 2 * segmentBytes || mostQueuedBytes < 1 << 20) {
            throw new IllegalArgumentException(
                    "journal: a segment has at least 64KiB, the journal 128MiB and room for two segments (so 256MiB), the queue at least 1MiB");
        }
    }

    /** Segments of 64 MiB, 8 GiB in all, 256 MiB of the disk left free, 64 MiB waiting. */
    public static JournalSettings in(Path folder) {
        return new JournalSettings(folder, 64L << 20, 8L << 30, 256L << 20, 64L << 20);
    }
}
