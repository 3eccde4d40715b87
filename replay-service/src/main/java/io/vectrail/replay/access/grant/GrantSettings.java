package io.vectrail.replay.access.grant;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What programs get for an assertion (RFC 7522).
 *
 * @param keys the file of the keys that sign, which is made where there is none; whoever can read it can be anybody
 * @param audience whom the tokens are for, as edges and this service have it under issuers. Default: vectrail
 * @param life of a token, 1 minute to 1 hour. Default: 10 minutes
 */
public record GrantSettings(Path keys, String audience, Duration life) {

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofHours(1);

    public GrantSettings(@Nullable Path keys, @Nullable String audience, @Nullable Duration life) {
        if (keys == null) {
            throw new IllegalArgumentException("login.assertionGrant needs keys, the file of what signs its tokens");
        }
        this.keys = keys;
        this.audience = audience == null ? "vectrail" : audience;
        this.life = life == null ? Duration.ofMinutes(10) : life;
        if (this.audience.isBlank()) {
            throw new IllegalArgumentException("login.assertionGrant.audience must not be empty");
        }
        if (this.life.compareTo(LEAST) < 0 || this.life.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("login.assertionGrant.life must be 1m to 1h");
        }
    }
}
