package io.vectrail.replay.access.saml;

/** Nothing can be looked at, since files of the settings cannot be used any more. Its message names them, and is for the log alone. */
final class UnusableFilesException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusableFilesException(String reason) {
        super(reason);
    }
}
