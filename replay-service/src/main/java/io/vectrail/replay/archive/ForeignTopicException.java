package io.vectrail.replay.archive;

/** The topic is not the one that was archived. */
final class ForeignTopicException extends RuntimeException {

    ForeignTopicException(String message) {
        super(message);
    }
}
