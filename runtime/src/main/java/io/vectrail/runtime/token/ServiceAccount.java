package io.vectrail.runtime.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program that has a token for itself, known by its client id: that is its subject here, whatever the token's own says. A token that
 * a person got through the same client is the person's.
 *
 * @param client its client id
 * @param claims what tells its own tokens from those of people, such as {@code preferred_username: service-account-billing}; where none
 *     are given, the token's subject must be the client id (RFC 9068, section 2.2)
 * @param groups those of the account; those that the token lists do not count
 */
public record ServiceAccount(String client, Map<String, AcceptedValues> claims, List<String> groups) {

    /** @throws IllegalArgumentException when client is missing, or a claim's name is none */
    public ServiceAccount(
            @Nullable String client, @Nullable Map<String, AcceptedValues> claims, @Nullable List<String> groups) {
        if (client == null || client.isBlank()) {
            throw new IllegalArgumentException("a service account needs client, its client id");
        }
        this.client = client;
        this.claims = claims == null ? Map.of() : Map.copyOf(claims);
        this.groups = groups == null ? List.of() : List.copyOf(groups);
        this.claims.keySet().forEach(ClaimPath::new);
    }

    boolean holds(@Nullable String clientId, JWTClaimsSet token) {
        if (!client.equals(clientId)) {
            return false;
        }
        return claims.isEmpty() ? client.equals(token.getSubject()) : ClaimSettings.unmet(claims, token) == null;
    }
}
