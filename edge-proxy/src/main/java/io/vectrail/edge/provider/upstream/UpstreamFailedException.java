package io.vectrail.edge.provider.upstream;

import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.event.Forwarded;

/** No whole answer came. Without a stack trace: it is an outcome, not a fault. */
public final class UpstreamFailedException extends RuntimeException {

    private final RefusalCode code;
    private final Forwarded forwarded;
    private final long nanos;

    UpstreamFailedException(RefusalCode code, Forwarded forwarded, long nanos, String message) {
        super(message, null, false, false);
        this.code = code;
        this.forwarded = forwarded;
        this.nanos = nanos;
    }

    public RefusalCode code() {
        return code;
    }

    /** Time from the call to the failure. */
    public long nanos() {
        return nanos;
    }

    /** Whether the upstream saw the request. */
    public Forwarded forwarded() {
        return forwarded;
    }
}
