package io.vectrail.replay.export;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where exports are kept, and for how long.
 *
 * @param directory of this instance alone; created when it is not there. What is in it is as confidential as the archive
 * @param mostBytes of all files together; default: 20 GiB
 * @param keep how long a file is there to be fetched once it is whole; default: a day
 */
public record ExportSettings(
        Path directory, @Nullable Long mostBytes, @Nullable Duration keep) {

    private static final long DEFAULT_MOST_BYTES = 20L << 30;
    private static final long LEAST_BYTES = 1L << 20;
    private static final Duration DEFAULT_KEEP = Duration.ofDays(1);

    public ExportSettings {
        if (directory == null) {
            throw new IllegalArgumentException("exports.directory is missing; name a folder of this instance's own");
        }
        mostBytes = mostBytes == null ? Long.valueOf(DEFAULT_MOST_BYTES) : mostBytes;
        if (mostBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("exports.mostBytes must be at least " + LEAST_BYTES);
        }
        keep = keep == null ? DEFAULT_KEEP : keep;
        if (keep.isNegative() || keep.isZero()) {
            throw new IllegalArgumentException("exports.keep must be longer than nothing, as in 24h");
        }
    }
}
