package io.vectrail.replay.config;

import io.vectrail.document.revision.RevisionReader.Placed;
import io.vectrail.event.GatewayDocument;
import java.time.Instant;

/**
 * A published revision, without its text.
 *
 * @param revision from 1
 * @param hash SHA-256 of its bytes
 * @param previousHash of the document in whose place it was put; empty where there was none
 * @param shadow evaluated and recorded, never enforced
 * @param by who published it
 * @param at when
 * @param comment why; may be empty
 * @param bytes of its text
 */
public record Revision(
        long revision,
        String hash,
        String previousHash,
        boolean shadow,
        String by,
        Instant at,
        String comment,
        int bytes) {

    static Revision of(GatewayDocument document) {
        return new Revision(
                document.getRevision(),
                document.getHash(),
                document.getPreviousHash(),
                document.getShadow(),
                document.getPublishedBy(),
                document.getPublishedAt(),
                document.getComment(),
                document.getContent().remaining());
    }

    /** One, and where it stands in the topic. */
    record Known(Revision revision, int partition, long offset) {

        static Known of(Placed placed) {
            return new Known(Revision.of(placed.document()), placed.partition(), placed.offset());
        }
    }
}
