package io.vectrail.runtime.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token says, once it is known that it is to be trusted.
 *
 * @param subject unique across issuers, at most 256 characters beside the issuer's prefix
 * @param issuer its iss claim
 * @param groups at most 256
 * @param clientId its azp or client_id claim
 * @param id its jti claim
 * @param issued its iat claim
 * @param expires when it ends, or has to be looked at again
 */
public record VerifiedToken(
        String subject,
        String issuer,
        List<String> groups,
        @Nullable String clientId,
        @Nullable String id,
        @Nullable Instant issued,
        Instant expires) {

    public VerifiedToken {
        groups = List.copyOf(groups);
    }
}
