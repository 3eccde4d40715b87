package io.vectrail.edge.recorder.shipper;

import java.io.Serial;
import java.time.Duration;

/** The broker ended a transaction that took too long; to the client that looks as if another producer had taken its place. */
final class SlowTransactionException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    SlowTransactionException(Duration timeout) {
        super("a transaction took longer than the " + timeout.toMillis() + " ms that it may", null, false, false);
    }
}
