package io.vectrail.runtime.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token says, once its signature and times were checked.
 *
 * @param subject unique across issuers, 1 to 256 characters
 * @param issuer its iss claim
 * @param groups at most 256
 * @param clientId its azp or client_id claim
 * @param expires when it ends
 */
public record VerifiedToken(
        String subject,
        String issuer,
        List<String> groups,
        @Nullable String clientId,
        Instant expires) {

    public VerifiedToken {
        groups = List.copyOf(groups);
    }
}
