package io.vectrail.runtime.token;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose tokens are accepted.
 *
 * @param issuer must equal the token's iss claim
 * @param jwks where its public keys are
 * @param audience must be among the token's aud claim
 * @param prefix goes before each subject, as {@code hr} in {@code hr:alice}; every issuer but the first needs one
 * @param algorithms what a signature may be made with; asymmetric ones only. Default: RS256, PS256, ES256
 * @param groupsClaim the claim that lists the groups. Default: groups
 */
public record IssuerSettings(
        String issuer,
        URI jwks,
        String audience,
        @Nullable String prefix,
        List<String> algorithms,
        String groupsClaim) {

    private static final Set<String> SUPPORTED =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    public IssuerSettings {
        if (issuer == null || jwks == null || audience == null) {
            throw new IllegalArgumentException("an issuer needs issuer, jwks and audience");
        }
        if (!"http".equals(jwks.getScheme()) && !"https".equals(jwks.getScheme())) {
            throw new IllegalArgumentException("jwks must be an http or https address");
        }
        if (prefix != null && !prefix.matches("[A-Za-z0-9._-]{1,63}")) {
            throw new IllegalArgumentException("prefix must be 1 to 63 of A-Z, a-z, 0-9, dot, underscore, hyphen");
        }
        algorithms = algorithms == null ? List.of("RS256", "PS256", "ES256") : List.copyOf(algorithms);
        for (String algorithm : algorithms) {
            if (!SUPPORTED.contains(algorithm)) {
                throw new IllegalArgumentException("algorithm " + algorithm + " is not one of " + SUPPORTED);
            }
        }
        groupsClaim = groupsClaim == null ? "groups" : groupsClaim;
    }

    boolean allows(JWSAlgorithm algorithm) {
        return algorithms.contains(algorithm.getName());
    }

    String subject(String claimed) {
        return prefix == null ? claimed : prefix + ":" + claimed;
    }

    /**
     * Every issuer but the first needs a prefix of its own, so that subjects stay unique.
     *
     * @throws IllegalArgumentException when one has none, two share one, or there is no issuer at all
     */
    public static void checkSubjectsStayUnique(List<IssuerSettings> issuers) {
        if (issuers.isEmpty()) {
            throw new IllegalArgumentException("at least one issuer is needed; nobody could call otherwise");
        }
        long distinct = issuers.stream().map(IssuerSettings::prefix).distinct().count();
        long prefixed = issuers.stream()
                .skip(1)
                .filter(issuer -> issuer.prefix() != null)
                .count();
        if (distinct != issuers.size() || prefixed != issuers.size() - 1) {
            throw new IllegalArgumentException("each issuer but the first needs a prefix of its own");
        }
    }
}
