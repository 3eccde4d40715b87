package io.vectrail.event;

import org.jspecify.annotations.Nullable;

/** Topics cannot be seen or created, or do not fit together. */
public final class TopicsUnavailableException extends RuntimeException {

    TopicsUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
