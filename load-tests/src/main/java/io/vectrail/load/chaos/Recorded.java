package io.vectrail.load.chaos;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka has of one exchange.
 *
 * @param key -1 when the record is of no request of ours
 * @param hash of the event's Avro binary
 * @param previous as the event says; null when it says none
 * @param texts number of its items
 * @param refusal empty when there is none
 */
record Recorded(
        long key,
        UUID id,
        String subject,
        Place place,
        String epoch,
        long sequence,
        Sha hash,
        @Nullable Sha previous,
        String outcome,
        int status,
        String refusal,
        Body request,
        Body response,
        int texts) {

    /** Where it stands in vectrail.exchanges. */
    record Place(int partition, long offset) {}

    /**
     * One body.
     *
     * @param claimed the SHA-256 that the event says; null when no bytes are recorded
     * @param bytes of the bytes themselves, inline or of all chunks together; null when there are none, or not all
     * @param parts number of rows that the archive has of it: chunks, or 1 when inline
     */
    record Body(@Nullable Sha claimed, @Nullable Sha bytes, int parts) {

        static final Body NONE = new Body(null, null, 0);
    }
}
