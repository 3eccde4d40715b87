package io.vectrail.provider;

/** Leaves a reader from wherever it finds that a body is not what the route takes. */
final class MalformedBodyException extends Exception {

    MalformedBodyException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
