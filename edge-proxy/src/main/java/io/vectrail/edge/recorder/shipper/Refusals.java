package io.vectrail.edge.recorder.shipper;

import org.jspecify.annotations.Nullable;

/** The first exchange of a transaction that Kafka refuses for good. The producer's own thread tells it. Thread-safe. */
final class Refusals {

    private long sequence;
    private @Nullable Exception cause;

    synchronized void note(long ofSequence, @Nullable Exception failure) {
        if (failure == null || Verdict.of(failure).scope() != Verdict.Scope.RECORD) {
            return;
        }
        if (cause == null || ofSequence < sequence) {
            sequence = ofSequence;
            cause = failure;
        }
    }

    synchronized boolean any() {
        return cause != null;
    }

    /** Null when nothing was refused for good. */
    synchronized @Nullable RefusedException first() {
        return cause == null ? null : new RefusedException(sequence, Verdict.of(cause), cause);
    }
}
