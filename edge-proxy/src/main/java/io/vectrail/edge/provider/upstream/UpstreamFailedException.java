package io.vectrail.edge.provider.upstream;

import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.event.Forwarded;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** No whole answer came. Without a stack trace: it is an outcome, not a fault. */
public final class UpstreamFailedException extends RuntimeException {

    private final transient Refusal refusal;
    private final Forwarded forwarded;
    private final long nanos;
    private final int attempts;
    private final @Nullable URI target;

    UpstreamFailedException(Refusal refusal, Forwarded forwarded, long nanos, int attempts, @Nullable URI target) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
        this.forwarded = forwarded;
        this.nanos = nanos;
        this.attempts = attempts;
        this.target = target;
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

    /** The target of the last attempt; null where there was none. */
    public @Nullable URI target() {
        return target;
    }
}
