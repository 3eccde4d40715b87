package io.vectrail.edge.recorder.shipper;

/** Kafka refused one exchange's record for good. The transaction was aborted; the connection is as good as before. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final long sequence;
    private final Verdict verdict;

    RefusedException(long sequence, Verdict verdict, Throwable cause) {
        super(verdict.meaning() + " (" + Verdict.words(cause) + ")", cause);
        this.sequence = sequence;
        this.verdict = verdict;
    }

    /** The first exchange that a record was refused of; the broker may have meant another one of the same batch. */
    long sequence() {
        return sequence;
    }

    Verdict verdict() {
        return verdict;
    }
}
