package io.vectrail.edge.recorder.shipper;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The first exchange of a transaction that Kafka refuses for good. The producer's own thread tells it. Thread-safe. */
final class Refusals {

    private long sequence;
    private @Nullable Exception cause;
    private @Nullable Exception untold;

    synchronized void note(long ofSequence, @Nullable Exception failure) {
        if (failure == null || Verdict.of(failure).scope() != Verdict.Scope.RECORD) {
            return;
        }
        if (cause == null || ofSequence < sequence) {
            sequence = ofSequence;
            cause = failure;
        }
    }

    /** @param untransacted whether no commit will fail with it */
    synchronized void note(long ofSequence, @Nullable Exception failure, boolean untransacted) {
        note(ofSequence, failure);
        if (untransacted && failure != null && untold == null) {
            untold = failure;
        }
    }

    /** The first failure outside of the transaction; null where there is none. */
    synchronized @Nullable RuntimeException untold() {
        return untold == null ? null : untold instanceof KafkaException known ? known : new KafkaException(untold);
    }

    synchronized boolean any() {
        return cause != null;
    }

    /** Null when nothing was refused for good. */
    synchronized @Nullable RefusedException first() {
        return cause == null ? null : new RefusedException(sequence, Verdict.of(cause), cause);
    }
}
