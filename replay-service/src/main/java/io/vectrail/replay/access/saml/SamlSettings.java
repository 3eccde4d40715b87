package io.vectrail.replay.access.saml;

import io.vectrail.runtime.token.IssuerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SAML 2.0 identity provider that people sign in at, and how it knows this service.
 *
 * @param issuer the provider's entity id, to the letter
 * @param ssoUrl where it takes requests by the HTTP-Redirect binding
 * @param sloUrl where it takes logout requests by that binding; null: it takes none
 * @param certificates PEM files: whose keys its signatures are made with, RSA of 2,048 bits at least or EC. They are read at each use, and
 *     all count; when they expire does not matter, since whoever lists one vouches for its key
 * @param entityId how the provider knows this service: the audience of its assertions
 * @param certificate PEM file: what the provider believes our signatures by, and encrypts to; null: requests are not signed
 * @param key PEM file: the private key of that certificate, RSA of 2,048 bits at least, PKCS#8 without a passphrase
 * @param groups names of the attributes whose values are groups; all of them count. Default: groups
 * @param groupNames by group of the provider, the group here; one that is not listed does not count. Default: all, as they are called
 * @param prefix goes before each subject, as {@code saml} in {@code saml:alice}, which is the default
 * @param clockSkew how far the provider's clock may be off ours, at most 60 s, which is the default
 * @param name what the console calls it, at most 40 characters. Default: single sign-on
 */
public record SamlSettings(
        String issuer,
        URI ssoUrl,
        @Nullable URI sloUrl,
        List<Path> certificates,
        String entityId,
        @Nullable Path certificate,
        @Nullable Path key,
        List<String> groups,
        @Nullable Map<String, String> groupNames,
        String prefix,
        Duration clockSkew,
        String name) {

    private static final Duration MOST_SKEW = Duration.ofSeconds(60);
    private static final int LONGEST_NAME = 40;

    /** SAML 2.0 core, section 8.3.6. */
    private static final int LONGEST_ENTITY_ID = 1024;

    public SamlSettings(
            @Nullable String issuer,
            @Nullable URI ssoUrl,
            @Nullable URI sloUrl,
            @Nullable List<Path> certificates,
            @Nullable String entityId,
            @Nullable Path certificate,
            @Nullable Path key,
            @Nullable List<String> groups,
            @Nullable Map<String, String> groupNames,
            @Nullable String prefix,
            @Nullable Duration clockSkew,
            @Nullable String name) {
        if (issuer == null || ssoUrl == null || entityId == null) {
            throw new IllegalArgumentException(
                    "login.saml needs issuer, ssoUrl and entityId; the first two stand in the provider's metadata");
        }
        if (certificates == null || certificates.isEmpty()) {
            throw new IllegalArgumentException(
                    "login.saml needs certificates, PEM files with what the provider signs with; they stand in its metadata");
        }
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("login.saml.certificate and key go together; set both or none");
        }
        this.issuer = entityId(issuer, "issuer");
        this.ssoUrl = address(ssoUrl, "ssoUrl");
        this.sloUrl = sloUrl == null ? null : address(sloUrl, "sloUrl");
        this.certificates = List.copyOf(certificates);
        this.entityId = entityId(entityId, "entityId");
        this.certificate = certificate;
        this.key = key;
        this.groups = groups == null ? List.of("groups") : List.copyOf(groups);
        this.groupNames = groupNames == null ? null : Map.copyOf(groupNames);
        this.prefix = prefix == null ? "saml" : prefix;
        if (!this.prefix.matches("[A-Za-z0-9._-]{1,63}") || IssuerSettings.OWN_PREFIXES.contains(this.prefix)) {
            throw new IllegalArgumentException("login.saml.prefix must be 1 to 63 of A-Z, a-z, 0-9, dot, underscore,"
                    + " hyphen, and neither key nor token, which are those of Vectrail's own");
        }
        this.clockSkew = clockSkew == null ? MOST_SKEW : clockSkew;
        if (this.clockSkew.isNegative() || this.clockSkew.compareTo(MOST_SKEW) > 0) {
            throw new IllegalArgumentException("login.saml.clockSkew must be 0s to 60s");
        }
        this.name = name == null ? "single sign-on" : name;
        if (this.name.isBlank() || this.name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("login.saml.name must have 1 to 40 characters");
        }
    }

    private static String entityId(String id, String key) {
        if (id.isEmpty() || id.length() > LONGEST_ENTITY_ID || !id.strip().equals(id)) {
            throw new IllegalArgumentException(
                    "login.saml." + key + " must have 1 to 1,024 characters, and no white space around them");
        }
        return id;
    }

    private static URI address(URI address, String key) {
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!http || address.getHost() == null || address.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "login.saml." + key + " must be an http or https address without a fragment");
        }
        return address;
    }
}
