package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.Position;

/** Counts failures at one place in the journal over several connections: a disk may recover, a damaged entry does not. */
final class Stumbles {

    private static final int PATIENCE = 3;

    private Position at = Position.START;
    private int times;

    /** Notes one more failure at this place; true once it has failed too often to hope. */
    boolean tooOften(Position position) {
        times = position.equals(at) ? times + 1 : 1;
        at = position;
        return times >= PATIENCE;
    }
}
