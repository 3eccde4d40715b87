package io.vectrail.event;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** These bytes are not an event of this topic, and never will be. The message never quotes them. */
public final class UndecodableEventException extends SerializationException {

    UndecodableEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
