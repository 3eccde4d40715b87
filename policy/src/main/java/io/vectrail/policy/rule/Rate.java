package io.vectrail.policy.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much of something passes in each of its windows.
 *
 * @param of what is counted
 * @param most in one window, 1 to 10^15
 */
public record Rate(Of of, long most) {

    static final long MOST = 1_000_000_000_000_000L;

    public Rate {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException(of.key + " must be 1 to " + MOST);
        }
    }

    /** What is counted, in windows of the clock: minutes, and days of UTC. */
    public enum Of {
        REQUESTS_PER_MINUTE("requestsPerMinute", "requests a minute", Duration.ofMinutes(1)),
        /** One for each input of a request. */
        VECTORS_PER_DAY("vectorsPerDay", "vectors a day", Duration.ofDays(1));

        private final String key;
        private final String words;
        private final long windowMillis;

        Of(String key, String words, Duration window) {
            this.key = key;
            this.words = words;
            this.windowMillis = window.toMillis();
        }

        /** As it stands in documents and events. */
        public String key() {
            return key;
        }

        /** As a refusal says it. */
        public String words() {
            return words;
        }

        /** When the window began that an instant is in; milliseconds from 1970-01-01T00:00Z. */
        public long window(Instant at) {
            return Math.floorDiv(at.toEpochMilli(), windowMillis) * windowMillis;
        }

        /** When the window is over that began then. */
        public long end(long window) {
            return window + windowMillis;
        }

        /** By its key; empty for what a later version may count. */
        public static Optional<Of> named(String key) {
            return Stream.of(values()).filter(of -> of.key.equals(key)).findFirst();
        }
    }
}
