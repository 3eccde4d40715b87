package io.vectrail.edge.recorder.shipper;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.AvroBinary;
import io.vectrail.runtime.digest.Sha256;
import java.nio.ByteBuffer;

/**
 * The end of an edge's chain: each event carries its sequence and the SHA-256 of the Avro binary of the one before.
 *
 * @param sequence of the last event; 0 when there is none
 * @param lastHash 32 bytes; none when there is no event yet
 */
record Chain(String epoch, long sequence, byte[] lastHash) {

    /** An event's binary form, its place in the chain included, and the chain after it. */
    record Link(byte[] binary, Chain after) {}

    static Chain start(String epoch) {
        return new Chain(epoch, 0, new byte[0]);
    }

    Link append(AuditExchange event, int expectedBytes) {
        event.setEpoch(epoch);
        event.setSequence(sequence + 1);
        event.setPreviousHash(ByteBuffer.wrap(lastHash));
        byte[] binary = AvroBinary.write(event, expectedBytes);
        return new Link(binary, new Chain(epoch, sequence + 1, Sha256.of(binary)));
    }
}
