package io.vectrail.replay.publish;

import org.jspecify.annotations.Nullable;

/** What was asked for cannot be done at present. The message says why and what to do. */
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
