package io.vectrail.edge.recorder.shipper;

import java.io.Serial;

/** Kafka's position is not one that this journal can go on from. Nothing is shipped until a person has looked. */
final class ForeignPositionException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    ForeignPositionException(String message) {
        super(message, null, false, false);
    }
}
