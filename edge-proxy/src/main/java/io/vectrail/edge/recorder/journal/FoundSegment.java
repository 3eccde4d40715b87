package io.vectrail.edge.recorder.journal;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A segment's file as it was found.
 *
 * @param modified when it was last written to
 * @param header null when it is broken
 * @param end where its entries end: told by the segment after it, else behind its last whole entry
 * @param torn bytes behind that, up to the last that is not zero, which nobody was told to be durable; 0 where the end is
 *     told. Zeros behind that are room that was made in advance
 */
record FoundSegment(
        long number, Path file, Instant modified, SegmentFormat.@Nullable Header header, long end, long torn) {}
