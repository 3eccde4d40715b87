package io.vectrail.edge.recorder.shipper;

import java.util.List;

/**
 * What a re-send did.
 *
 * @param results in the order of the chains
 * @param left exchanges that are still set aside
 */
public record Resent(List<Result> results, int left) {

    public Resent {
        results = List.copyOf(results);
    }

    /**
     * What became of one exchange.
     *
     * @param detail why, where it was not sent; else empty
     */
    public record Result(SetAsideItem item, Outcome outcome, String detail) {}

    /** How it went. */
    public enum Outcome {
        /** It is in Kafka, and its file is gone. */
        SENT,
        /** Kafka refused it once more. */
        REFUSED,
        /** Its file is damaged or missing. */
        UNREADABLE,
        /** Nobody knows whether it was published: its epoch is not in Kafka's position. */
        STRAY
    }
}
