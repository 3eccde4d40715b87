package io.vectrail.edge.analyzer;

/** An analyzer's answer is not there. */
final class FailedException extends Exception {

    private final transient Failure failure;

    FailedException(Failure failure) {
        super(failure.words(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
