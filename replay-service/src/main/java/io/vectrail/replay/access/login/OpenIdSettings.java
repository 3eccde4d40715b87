package io.vectrail.replay.access.login;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID provider that people sign in at.
 *
 * @param issuer one of the issuers of the configuration: subject and groups are read from ID tokens as from its other tokens
 * @param clientId how the provider knows this console
 * @param clientSecret what the console shows it; null: it is a public client, which PKCE alone protects
 * @param scopes asked for, openid always among them. Default: openid, profile
 * @param name what the console calls it, at most 40 characters. Default: single sign-on
 */
public record OpenIdSettings(
        String issuer, String clientId, @Nullable String clientSecret, List<String> scopes, String name) {

    private static final int LONGEST_NAME = 40;

    public OpenIdSettings(
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable List<String> scopes,
            @Nullable String name) {
        if (issuer == null || clientId == null || clientId.isBlank()) {
            throw new IllegalArgumentException("login.openId needs issuer and clientId");
        }
        this.issuer = issuer;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.scopes = scopes == null ? List.of("openid", "profile") : List.copyOf(scopes);
        if (!this.scopes.contains("openid")) {
            throw new IllegalArgumentException("login.openId.scopes must contain openid");
        }
        this.name = name == null ? "single sign-on" : name;
        if (this.name.isBlank() || this.name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("login.openId.name must have 1 to 40 characters");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OpenIdSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
