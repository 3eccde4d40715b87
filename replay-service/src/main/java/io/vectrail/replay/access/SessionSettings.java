package io.vectrail.replay.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a console session lasts.
 *
 * @param idle without a call that a person made, 1 minute to 24 hours. Default: 30 minutes
 * @param longest in any case, at most 7 days. Default: 12 hours
 */
public record SessionSettings(Duration idle, Duration longest) {

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST_IDLE = Duration.ofHours(24);
    private static final Duration MOST = Duration.ofDays(7);

    /** Where nothing is configured. */
    public static final SessionSettings DEFAULT = new SessionSettings(null, null);

    public SessionSettings(@Nullable Duration idle, @Nullable Duration longest) {
        this.idle = idle == null ? Duration.ofMinutes(30) : idle;
        this.longest = longest == null ? Duration.ofHours(12) : longest;
        if (this.idle.compareTo(LEAST) < 0 || this.idle.compareTo(MOST_IDLE) > 0) {
            throw new IllegalArgumentException("idle must be 1m to 24h");
        }
        if (this.longest.compareTo(this.idle) < 0 || this.longest.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("longest must be at least as long as idle, and at most 7d");
        }
    }
}
