package io.vectrail.edge.provider.upstream;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What happened on one connection since the start, and what its provider said last of what is left. Thread-safe. */
public final class UpstreamCounts {

    private final Map<RetryReason, LongAdder> retries = new EnumMap<>(RetryReason.class);
    private final LongAdder attempts = new LongAdder();
    private final LongAdder tooMany = new LongAdder();
    private final LongAdder rateLimited = new LongAdder();
    private volatile long requestsLeft = -1;
    private volatile long tokensLeft = -1;

    UpstreamCounts() {
        for (RetryReason reason : RetryReason.values()) {
            retries.put(reason, new LongAdder());
        }
    }

    void attempted() {
        attempts.increment();
    }

    void retried(RetryReason reason) {
        of(reason).increment();
    }

    void refused() {
        tooMany.increment();
    }

    void rateLimitedBy() {
        rateLimited.increment();
    }

    void requestsLeft(long count) {
        requestsLeft = count;
    }

    void tokensLeft(long count) {
        tokensLeft = count;
    }

    /** Calls sent, or tried to. */
    public double attempts() {
        return attempts.sum();
    }

    /** Of these, the ones that followed an earlier one of the same call. */
    public double retries(RetryReason reason) {
        return of(reason).sum();
    }

    private LongAdder of(RetryReason reason) {
        return Objects.requireNonNull(retries.get(reason), "each reason has its count");
    }

    /** Calls refused since as many were under way, or waited for a connection, as may. */
    public double tooMany() {
        return tooMany.sum();
    }

    /** Answers of the provider with status 429. */
    public double rateLimited() {
        return rateLimited.sum();
    }

    /** Requests that the provider said are left; NaN until it says so. */
    public double requestsLeft() {
        return requestsLeft < 0 ? Double.NaN : requestsLeft;
    }

    /** Tokens that the provider said are left; NaN until it says so. */
    public double tokensLeft() {
        return tokensLeft < 0 ? Double.NaN : tokensLeft;
    }
}
