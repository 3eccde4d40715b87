package io.vectrail.edge.recorder.shipper;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that lies on the edge's disk instead of in Kafka.
 *
 * @param kind what it is
 * @param epoch the epoch of its chain or journal
 * @param sequence its place in the chain; 0 for an entry, which has none
 * @param entry where its last entry stood in the journal, as segment-offset; empty for an exchange
 * @param exchange the exchange's id
 * @param reason the verdict's or the damage's name
 * @param detail why, in words; never a payload
 * @param at when it was set aside
 * @param bytes of its file
 */
public record SetAsideItem(
        Kind kind,
        String epoch,
        long sequence,
        String entry,
        String exchange,
        String reason,
        String detail,
        Instant at,
        long bytes) {

    /** What was set aside. */
    public enum Kind {
        /** An exchange that Kafka refused; it can be sent again. */
        EXCHANGE,
        /** Journal entries that no exchange can be made of; they are kept for a person. */
        ENTRY
    }

    SetAsideItem sized(long fileBytes) {
        return new SetAsideItem(kind, epoch, sequence, entry, exchange, reason, detail, at, fileBytes);
    }

    /** The name of its file: the same whenever the same thing is set aside again. */
    String fileName() {
        return switch (kind) {
            case EXCHANGE -> String.format(Locale.ROOT, "%s-%012d%s", epoch, sequence, SetAsideFile.EXCHANGE_SUFFIX);
            case ENTRY -> epoch + "-" + entry + SetAsideFile.ENTRY_SUFFIX;
        };
    }
}
