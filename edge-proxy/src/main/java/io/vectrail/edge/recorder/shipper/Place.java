package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.Position;

/**
 * How far an edge has shipped.
 *
 * @param chain the end of its chain
 * @param next the first journal entry that is not shipped
 * @param oldest the oldest entry of an exchange that had not ended; {@code next} when there is none
 */
record Place(Chain chain, Position next, Position oldest) {

    /** Before everything, in a journal's first run. */
    static Place start(String epoch) {
        return new Place(Chain.start(epoch), Position.START, Position.START);
    }
}
