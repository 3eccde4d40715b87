package io.vectrail.replay.archive;

import org.jspecify.annotations.Nullable;

/** ClickHouse did not do what it was asked to. The message names no value of a query. */
public final class ArchiveException extends RuntimeException {

    /** What kind of failure it is, for whoever decides what to do next. */
    public enum Kind {
        /** It does not answer, or it answers with an error that may pass. */
        AWAY,
        /** The query reached its bound of time, memory or rows; a narrower one may not. */
        TOO_EXPENSIVE
    }

    private final Kind kind;

    ArchiveException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
