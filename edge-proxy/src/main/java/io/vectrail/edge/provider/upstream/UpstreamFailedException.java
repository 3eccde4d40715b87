package io.vectrail.edge.provider.upstream;

import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.event.Forwarded;
import java.net.URI;
import java.util.List;

/** No whole answer came. Without a stack trace: it is an outcome, not a fault. */
public final class UpstreamFailedException extends RuntimeException {

    private final transient Refusal refusal;
    private final Forwarded forwarded;
    private final long nanos;
    private final int attempts;
    private final transient List<URI> targets;

    UpstreamFailedException(Refusal refusal, Forwarded forwarded, long nanos, int attempts, List<URI> targets) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
        this.forwarded = forwarded;
        this.nanos = nanos;
        this.attempts = attempts;
        this.targets = targets;
    }

    public RefusalCode code() {
        return refusal.code();
    }

    /** Time from the call to the failure. */
    public long nanos() {
        return nanos;
    }

    /** Whether the upstream saw the request. */
    public Forwarded forwarded() {
        return forwarded;
    }

    /** How often it was tried; 0 where there was no room for it. */
    public int attempts() {
        return attempts;
    }

    /** The targets that may have seen the request, in the order in which they were tried. */
    public List<URI> targets() {
        return targets;
    }
}
