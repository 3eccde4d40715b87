package io.vectrail.replay.key;

/** There are as many keys as there may be, or as one person may have, and every one of them is in use. */
public final class TooManyKeysException extends Exception {

    private static final long serialVersionUID = 1;

    TooManyKeysException(String message) {
        super(message);
    }
}
