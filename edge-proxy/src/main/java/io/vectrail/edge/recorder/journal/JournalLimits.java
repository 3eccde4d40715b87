package io.vectrail.edge.recorder.journal;

import io.vectrail.runtime.config.ByteSize;
import java.time.Duration;

/**
 * What the journal may take of disk and memory. Each may be left out.
 *
 * @param mostBytes all segments together; new exchanges are refused from 128 MiB below it, which are left for the ends of
 *     those that were let in. Default 8 GiB
 * @param leastFreeBytes free space that is left on the disk; new exchanges are refused from 128 MiB above it. Default 256 MiB
 * @param segmentBytes a segment is closed once it is this large. Default 64 MiB
 * @param segmentAge a segment is closed once it is this old, so that shipped records leave the disk of a quiet edge, too.
 *     Default 1 h
 * @param queuedBytes entries that wait to be written; beyond it exchanges are refused. Default 128 MiB
 */
public record JournalLimits(
        ByteSize mostBytes, ByteSize leastFreeBytes, ByteSize segmentBytes, Duration segmentAge, ByteSize queuedBytes) {

    /** Left for the ends of exchanges that were let in: new ones are refused that much before the bounds. */
    static final long RESERVE_BYTES = 128L << 20;

    private static final long LEAST_SEGMENT_BYTES = 64L << 10;
    private static final long MOST_SEGMENT_BYTES = 1L << 30;
    private static final long LEAST_QUEUED_BYTES = 1L << 20;

    /** What holds where nothing is said. */
    public static final JournalLimits DEFAULT = new JournalLimits(
            new ByteSize(8L << 30),
            new ByteSize(256L << 20),
            new ByteSize(64L << 20),
            Duration.ofHours(1),
            new ByteSize(128L << 20));

    public JournalLimits {
        mostBytes = mostBytes == null ? DEFAULT.mostBytes : mostBytes;
        leastFreeBytes = leastFreeBytes == null ? DEFAULT.leastFreeBytes : leastFreeBytes;
        segmentBytes = segmentBytes == null ? DEFAULT.segmentBytes : segmentBytes;
        segmentAge = segmentAge == null ? DEFAULT.segmentAge : segmentAge;
        queuedBytes = queuedBytes == null ? DEFAULT.queuedBytes : queuedBytes;
        check(
                segmentBytes.bytes() >= LEAST_SEGMENT_BYTES && segmentBytes.bytes() <= MOST_SEGMENT_BYTES,
                "journal.segmentBytes must be 64KiB to 1GiB, not " + segmentBytes);
        check(
                segmentAge.compareTo(Duration.ofSeconds(1)) >= 0 && segmentAge.compareTo(Duration.ofDays(7)) <= 0,
                "journal.segmentAge must be 1s to 7d, not " + segmentAge);
        check(
                queuedBytes.bytes() >= LEAST_QUEUED_BYTES,
                "journal.queuedBytes must be at least 1MiB, not " + queuedBytes);
        long least = RESERVE_BYTES + 2 * segmentBytes.bytes();
        check(
                mostBytes.bytes() >= least,
                "journal.mostBytes must be at least " + new ByteSize(least) + ", not " + mostBytes
                        + ": 128MiB are kept for the ends of exchanges, and there must be room for two segments");
    }

    /** Bytes from which on new exchanges are refused. */
    long highWaterMark() {
        return mostBytes.bytes() - RESERVE_BYTES;
    }

    private static void check(boolean fits, String otherwise) {
        if (!fits) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
