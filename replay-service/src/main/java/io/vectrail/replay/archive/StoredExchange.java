package io.vectrail.replay.archive;

import io.vectrail.event.AuditExchange;
import java.util.List;

/**
 * An exchange on its way into the archive.
 *
 * @param origin where it stood
 * @param exchange the record
 * @param hash SHA-256 of the record's Avro binary, which the edge's next event carries as its previousHash
 * @param inputs its texts and vectors; none where its bodies are not kept or cannot be read
 */
record StoredExchange(Origin origin, AuditExchange exchange, byte[] hash, List<Input> inputs) {

    StoredExchange {
        inputs = List.copyOf(inputs);
    }

    /**
     * A text of the request and what came back for it.
     *
     * @param index from 0
     * @param text empty where the request could not be read
     * @param vector empty where none came back
     */
    record Input(int index, String text, float[] vector) {}
}
