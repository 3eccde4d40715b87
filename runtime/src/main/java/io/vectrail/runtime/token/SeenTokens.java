package io.vectrail.runtime.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What came of tokens that were looked at, by their fingerprints. Thread-safe; the latest 10,000 good ones and as many others. */
final class SeenTokens {

    private static final int MOST = 10_000;

    private final Clock clock;
    private final Cache<ByteBuffer, VerifiedToken> verified =
            Caffeine.newBuilder().maximumSize(MOST).build();
    /** A token that is shown again and again is looked at once in a while only. */
    private final Cache<ByteBuffer, Verification.Rejected> rejected;

    SeenTokens(Clock clock) {
        this.clock = clock;
        this.rejected = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(IssuerKeys.MOST_OFTEN)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    @Nullable
    Verification get(ByteBuffer fingerprint) {
        VerifiedToken known = verified.getIfPresent(fingerprint);
        return known != null && clock.instant().isBefore(known.expires())
                ? new Verification.Verified(known)
                : rejected.getIfPresent(fingerprint);
    }

    void put(ByteBuffer fingerprint, Verification result) {
        switch (result) {
            case Verification.Verified good -> verified.put(fingerprint, good.token());
            case Verification.Rejected bad -> rejected.put(fingerprint, bad);
            case Verification.Busy busy -> {}
        }
    }
}
