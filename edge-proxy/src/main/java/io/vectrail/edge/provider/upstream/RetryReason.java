package io.vectrail.edge.provider.upstream;

import java.util.Locale;

/** Why a call is sent once more. In none of these cases can the upstream have acted on what was sent before. */
public enum RetryReason {
    /** The target's name has no address, or none was found in time. */
    NAME,
    /** The target's name leads to none but addresses that are never connected to. */
    ADDRESS,
    /** No TCP connection, or not in time. */
    CONNECT,
    /** The TLS handshake failed. */
    HANDSHAKE,
    /** A kept connection turned out to be closed before the first byte of the request was written. */
    STALE,
    /** An HTTP/2 server said that it did not look at the request: REFUSED_STREAM, or a GOAWAY that names an earlier stream. */
    NOT_PROCESSED,
    /** 429 with Retry-After. */
    RATE_LIMITED,
    /** 503 with Retry-After. */
    UNAVAILABLE;

    /** Whether the target could not be connected to. */
    boolean connecting() {
        return switch (this) {
            case NAME, ADDRESS, CONNECT, HANDSHAKE -> true;
            case STALE, NOT_PROCESSED, RATE_LIMITED, UNAVAILABLE -> false;
        };
    }

    /** Whether another target is the better choice for the next attempt, if there is one. */
    boolean ofTarget() {
        return switch (this) {
            case NAME, ADDRESS, CONNECT, HANDSHAKE, RATE_LIMITED, UNAVAILABLE -> true;
            case STALE, NOT_PROCESSED -> false;
        };
    }

    /** As it stands in metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
