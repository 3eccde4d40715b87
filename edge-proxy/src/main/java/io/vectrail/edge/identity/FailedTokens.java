package io.vectrail.edge.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many tokens and keys of each address did not verify within the last second: looking at a token costs a signature, and a stranger
 * can make up as many as it likes. Tokens that are known cost nothing and are not counted. Thread-safe.
 */
final class FailedTokens {

    /** One address shows that many a second; those that come beyond it are refused unseen. */
    static final int MOST_A_SECOND = 50;

    /** The same while all addresses together show more than {@link #FLOOD}: a flood that comes from many places is one. */
    static final int MOST_IN_A_FLOOD = 5;

    static final int FLOOD = 500;

    private static final int MOST_ADDRESSES = 10_000;

    /** Whoever has one IPv6 address has the 2^64 around it. */
    private static final int IPV6_GROUPS = 4;

    /** No address is empty. */
    private static final String ALL = "";

    private final Cache<String, AtomicInteger> bySource;

    FailedTokens() {
        this(Ticker.systemTicker());
    }

    FailedTokens(Ticker ticker) {
        this.bySource = Caffeine.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .expireAfterWrite(Duration.ofSeconds(1))
                .ticker(ticker)
                .build();
    }

    boolean tooMany(String address) {
        int most = count(ALL) > FLOOD ? MOST_IN_A_FLOOD : MOST_A_SECOND;
        return count(source(address)) >= most;
    }

    void failed(String address) {
        add(source(address));
        add(ALL);
    }

    private int count(String source) {
        AtomicInteger failed = bySource.getIfPresent(source);
        return failed == null ? 0 : failed.get();
    }

    private void add(String source) {
        bySource.get(source, fresh -> new AtomicInteger()).incrementAndGet();
    }

    /** The address, or the network of an IPv6 address, which Java writes with all its groups. */
    private static String source(String address) {
        int at = address.indexOf(':');
        for (int group = 1; at >= 0 && group < IPV6_GROUPS; group++) {
            at = address.indexOf(':', at + 1);
        }
        return at < 0 ? address : address.substring(0, at);
    }
}
