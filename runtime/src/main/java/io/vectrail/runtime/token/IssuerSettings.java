package io.vectrail.runtime.token;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose tokens are accepted.
 *
 * @param issuer must equal the token's iss claim
 * @param jwks where its public keys are; null: where its metadata says, at issuer + /.well-known/openid-configuration
 * @param audience one of these must be among the token's aud claim
 * @param prefix goes before each subject, as {@code hr} in {@code hr:alice}; every issuer but the first needs one
 * @param algorithms what a signature may be made with; asymmetric ones only. Default: RS256, PS256, ES256
 * @param authorizedParties clients that the token may have been given to (azp, or client_id). Default: any
 * @param clockSkew how far its clock may be off ours, at most 60 s, which is the default
 * @param claims where subject and groups stand, and what must stand there
 * @param groupNames by group of the token, the group here; a group that is not listed does not count. Default: all, as they are called
 * @param serviceAccounts programs that are known by their client id
 * @param introspection how it is asked about tokens that are no JWT; null: those are not accepted
 */
public record IssuerSettings(
        String issuer,
        @Nullable URI jwks,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> audience,

        @Nullable String prefix,
        List<String> algorithms,
        List<String> authorizedParties,
        Duration clockSkew,
        ClaimSettings claims,
        @Nullable Map<String, String> groupNames,
        List<ServiceAccount> serviceAccounts,
        @Nullable IntrospectionSettings introspection) {

    /** Goes before the subjects of callers' keys. */
    public static final String PREFIX_OF_KEYS = "key";

    /** Goes before the subjects of API tokens. */
    public static final String PREFIX_OF_API_TOKENS = "token";

    /** Go before the subjects of what Vectrail itself issues, which no issuer and no provider knows of; so they are nobody else's. */
    public static final Set<String> OWN_PREFIXES = Set.of(PREFIX_OF_KEYS, PREFIX_OF_API_TOKENS);

    static final Duration MOST_SKEW = Duration.ofSeconds(60);

    private static final Set<String> SUPPORTED =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519");

    public IssuerSettings(
            @Nullable String issuer,
            @Nullable URI jwks,
            @Nullable List<String> audience,
            @Nullable String prefix,
            @Nullable List<String> algorithms,
            @Nullable List<String> authorizedParties,
            @Nullable Duration clockSkew,
            @Nullable ClaimSettings claims,
            @Nullable Map<String, String> groupNames,
            @Nullable List<ServiceAccount> serviceAccounts,
            @Nullable IntrospectionSettings introspection) {
        if (issuer == null || audience == null || audience.isEmpty()) {
            throw new IllegalArgumentException("an issuer needs issuer and audience");
        }
        this.issuer = issuer;
        this.jwks = jwks == null ? null : http(jwks, "jwks");
        if (jwks == null) {
            checkHasMetadata(issuer);
        }
        this.audience = List.copyOf(audience);
        if (prefix != null && !prefix.matches("[A-Za-z0-9._-]{1,63}")) {
            throw new IllegalArgumentException("prefix must be 1 to 63 of A-Z, a-z, 0-9, dot, underscore, hyphen");
        }
        if (prefix != null && OWN_PREFIXES.contains(prefix)) {
            throw new IllegalArgumentException(
                    "prefix " + prefix + " is that of Vectrail's own keys or tokens; take another one");
        }
        this.prefix = prefix;
        this.algorithms = algorithms == null ? List.of("RS256", "PS256", "ES256") : List.copyOf(algorithms);
        for (String algorithm : this.algorithms) {
            if (!SUPPORTED.contains(algorithm)) {
                throw new IllegalArgumentException("algorithm " + algorithm + " is not one of " + SUPPORTED);
            }
        }
        this.authorizedParties = authorizedParties == null ? List.of() : List.copyOf(authorizedParties);
        this.clockSkew = clockSkew == null ? MOST_SKEW : clockSkew;
        if (this.clockSkew.isNegative() || this.clockSkew.compareTo(MOST_SKEW) > 0) {
            throw new IllegalArgumentException("clockSkew must be 0s to 60s");
        }
        this.claims = claims == null ? ClaimSettings.DEFAULT : claims;
        this.groupNames = groupNames == null ? null : Map.copyOf(groupNames);
        this.serviceAccounts = serviceAccounts == null ? List.of() : List.copyOf(serviceAccounts);
        this.introspection = introspection;
    }

    /** An issuer about whom nothing else is said. */
    public IssuerSettings(String issuer, URI jwks, String audience, @Nullable String prefix) {
        this(issuer, jwks, List.of(audience), prefix, null, null, null, null, null, null, null);
    }

    static URI http(URI address, String key) {
        if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
            throw new IllegalArgumentException(key + " must be an http or https address");
        }
        return address;
    }

    private static void checkHasMetadata(String issuer) {
        if (!issuer.matches("https?://[^?#\\s]+")) {
            throw new IllegalArgumentException(
                    "an issuer that is no http or https address has no metadata; say where its keys are, with jwks");
        }
    }

    boolean allows(JWSAlgorithm algorithm) {
        return algorithms.contains(algorithm.getName());
    }

    /** The same issuer's ID tokens for a client, which say who signs in there, and open nothing. */
    public IssuerSettings forClient(String clientId) {
        return new IssuerSettings(
                issuer,
                jwks,
                List.of(clientId),
                prefix,
                algorithms,
                List.of(),
                clockSkew,
                claims,
                groupNames,
                serviceAccounts,
                null);
    }

    /** The prefixes of other issuers' subjects, which none of this one's may begin with. */
    public List<String> prefixesOfOthers(List<IssuerSettings> all) {
        return all.stream()
                .map(IssuerSettings::prefix)
                .filter(Objects::nonNull)
                .filter(other -> !other.equals(prefix))
                .toList();
    }

    String subject(String claimed) {
        return prefix == null ? claimed : prefix + ":" + claimed;
    }

    /**
     * Every issuer but the first needs a prefix of its own, so that subjects stay unique; and one at most is asked about tokens that are
     * no JWT, since nothing tells whose they are and each that is asked could use them.
     *
     * @throws IllegalArgumentException when that is not so, or there is no issuer at all
     */
    public static void check(List<IssuerSettings> issuers) {
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
        if (issuers.stream().filter(issuer -> issuer.introspection() != null).count() > 1) {
            throw new IllegalArgumentException("one issuer at most may have introspection");
        }
    }
}
