package io.vectrail.edge.recorder.journal;

import org.jspecify.annotations.Nullable;

/** The journal cannot make an entry durable now. The request that asked for it must not go on. */
public final class JournalUnavailableException extends RuntimeException {

    JournalUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
