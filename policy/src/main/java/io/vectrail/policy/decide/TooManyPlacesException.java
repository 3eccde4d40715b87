package io.vectrail.policy.decide;

/** More was found in a request than can be decided on, so that it is refused. */
final class TooManyPlacesException extends Exception {

    /** @param reason quotes nothing of the request */
    TooManyPlacesException(String reason) {
        super(reason + "; send fewer inputs at once", null, false, false);
    }
}
