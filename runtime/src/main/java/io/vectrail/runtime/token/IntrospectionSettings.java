package io.vectrail.runtime.token;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an issuer is asked about tokens that say nothing by themselves (RFC 7662).
 *
 * @param url its introspection endpoint; null: as its metadata says
 * @param clientId who asks
 * @param clientSecret what that one shows
 * @param remember for how long an answer counts, which is also how long a revoked token is still taken. Default: 30 s, at most 5 minutes
 */
public record IntrospectionSettings(@Nullable URI url, String clientId, String clientSecret, Duration remember) {

    private static final Duration DEFAULT = Duration.ofSeconds(30);
    private static final Duration MOST = Duration.ofMinutes(5);

    /** @throws IllegalArgumentException when a setting is missing or out of bounds */
    public IntrospectionSettings(
            @Nullable URI url, @Nullable String clientId, @Nullable String clientSecret, @Nullable Duration remember) {
        if (clientId == null || clientSecret == null) {
            throw new IllegalArgumentException("introspection needs clientId and clientSecret");
        }
        this.url = url == null ? null : IssuerSettings.http(url, "introspection.url");
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.remember = remember == null ? DEFAULT : remember;
        if (this.remember.isNegative() || this.remember.isZero() || this.remember.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("introspection.remember must be above 0 and at most 5m");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "IntrospectionSettings[url=" + url + ", clientId=" + clientId + "]";
    }
}
