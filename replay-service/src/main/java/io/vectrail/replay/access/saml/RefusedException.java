package io.vectrail.replay.access.saml;

/** A document that is not to be trusted. Its message says why, for the log, and quotes nothing of the document. */
final class RefusedException extends Exception {

    RefusedException(String reason) {
        super(reason);
    }
}
