package io.vectrail.runtime.token;

import java.io.IOException;

/** An issuer answered what is of no use; the message says what, without quoting it. */
public final class UnusableAnswerException extends IOException {

    public UnusableAnswerException(String message) {
        super(message);
    }
}
