package io.vectrail.replay.key;

import io.vectrail.document.key.IssuedKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody wants.
 *
 * @param subject for whom: of a caller's key, whose prefix may be left out, who calls; of an API token who creates it
 * @param name what it is for; may be empty but of an API token
 * @param life how long it is to be valid; null: until it expires or, where that is null too, for {@link IssuedKey#DEFAULT_LIFE}
 * @param expires null where life says
 */
public record KeyOrder(
        String subject,
        List<String> groups,
        String name,
        @Nullable Duration life,
        @Nullable Instant expires) {

    public KeyOrder {
        groups = List.copyOf(groups);
        if (life != null && expires != null) {
            throw new IllegalArgumentException("it has either a time to live or an expiry");
        }
    }

    /** When it expires, created now. @throws IllegalArgumentException when no key lives so long */
    Instant expires(Instant now) {
        if (expires != null) {
            return expires.truncatedTo(ChronoUnit.MILLIS);
        }
        Duration lives = life == null ? IssuedKey.DEFAULT_LIFE : life;
        IssuedKey.checkLife(lives);
        return now.plus(lives);
    }
}
