package io.vectrail.edge.recorder.shipper;

/**
 * How far shipping is behind the journal.
 *
 * @param bytes durable in the journal and not yet shipped
 * @param seconds age of the oldest of it; 0 when there is nothing
 */
public record Lag(long bytes, long seconds) {

    /** Nothing to say below a second: there is always something under way. */
    String words() {
        return seconds < 1 ? "" : ", " + seconds + " s and " + Math.ceilDiv(bytes, 1L << 20) + " MiB behind";
    }
}
