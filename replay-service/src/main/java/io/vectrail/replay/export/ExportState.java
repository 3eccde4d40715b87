package io.vectrail.replay.export;

import java.time.Instant;

/**
 * How far an export is.
 *
 * <pre>
 *   Waiting --> Running --> Done --> (deleted after a while)
 *      ^           |  +---> Failed -> (the same)
 *      +-----------+  when the service stops meanwhile
 * </pre>
 */
public sealed interface ExportState {

    /** Others are before it. */
    record Waiting() implements ExportState {}

    /**
     * It is being written.
     *
     * @param share how much of it, 0 to 1, as far as that is known
     * @param bytes that were written
     */
    record Running(double share, long bytes) implements ExportState {}

    /**
     * Its file is whole.
     *
     * @param rows in it; of a bundle, exchanges
     * @param sha256 of the file, in hexadecimal digits
     * @param caughtUp whether the archive had all that Kafka had when the job began; false: records of before may be missing
     */
    record Done(Instant ended, long rows, long bytes, String sha256, boolean caughtUp) implements ExportState {}

    /**
     * There is no file.
     *
     * @param reason what happened and what to do
     */
    record Failed(Instant ended, String reason) implements ExportState {}
}
