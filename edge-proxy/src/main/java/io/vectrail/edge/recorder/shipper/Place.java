package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.event.ShippedPosition;
import java.nio.ByteBuffer;

/**
 * How far an edge has shipped.
 *
 * @param chain the end of its chain
 * @param next the first journal entry that is not shipped
 * @param oldest the oldest entry of an exchange that had not ended; {@code next} when there is none
 */
record Place(Chain chain, Position next, Position oldest) {

    /** As Kafka has it. */
    static Place of(ShippedPosition committed) {
        ByteBuffer hash = committed.getLastHash().duplicate();
        byte[] bytes = new byte[hash.remaining()];
        hash.get(bytes);
        return new Place(
                new Chain(committed.getEpoch(), committed.getSequence(), bytes),
                new Position(committed.getSegment(), committed.getOffset()),
                new Position(committed.getOpenSegment(), committed.getOpenOffset()));
    }

    /** Before everything, in a journal's first run. */
    static Place start(String epoch) {
        return new Place(Chain.start(epoch), Position.START, Position.START);
    }
}
