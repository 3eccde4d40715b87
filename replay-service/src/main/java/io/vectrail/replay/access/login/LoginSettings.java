package io.vectrail.replay.access.login;

import io.vectrail.replay.access.grant.GrantSettings;
import io.vectrail.replay.access.saml.SamlSettings;
import io.vectrail.runtime.token.IssuerSettings;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How people sign in to the console other than with a token.
 *
 * @param url where browsers see this service, without a path, such as {@code https://vectrail.example.com}: providers send them back there
 * @param openId the OpenID provider; null: there is none
 * @param saml the SAML provider; null: there is none
 * @param assertionGrant what programs get for that one's assertions; null: nothing
 */
public record LoginSettings(
        URI url,
        @Nullable OpenIdSettings openId,
        @Nullable SamlSettings saml,
        @Nullable GrantSettings assertionGrant) {

    public LoginSettings {
        if (url == null) {
            throw new IllegalArgumentException("login needs url, where browsers see this service");
        }
        url = bare(url, "login.url");
        if (openId == null && saml == null) {
            throw new IllegalArgumentException("login needs openId or saml, or both");
        }
        if (assertionGrant != null && saml == null) {
            throw new IllegalArgumentException("login.assertionGrant needs saml, whose assertions are exchanged");
        }
    }

    /** The address without a path. @throws IllegalArgumentException when it has one, or anything else beyond a host and a port */
    public static URI bare(URI url, String key) {
        boolean bare = url.getHost() != null
                && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null;
        if (!bare || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException(key + " must be http or https, a host, and perhaps a port, and no more");
        }
        return URI.create(url.getScheme() + "://" + url.getRawAuthority());
    }

    /** The issuer of the tokens that programs get. */
    URI ownIssuer() {
        return at("/oauth");
    }

    /**
     * The prefixes of subjects that are known otherwise than by these issuers' tokens, except those that are made here: no token may claim one.
     *
     * @throws IllegalArgumentException when an issuer has such a prefix
     */
    public List<String> reservedPrefixes(List<IssuerSettings> issuers) {
        if (saml == null) {
            return List.of();
        }
        for (IssuerSettings each : issuers) {
            boolean own =
                    assertionGrant != null && each.issuer().equals(ownIssuer().toString());
            if (saml.prefix().equals(each.prefix()) != own) {
                throw new IllegalArgumentException(
                        own
                                ? "issuer " + each.issuer() + " must have the prefix " + saml.prefix()
                                        + ", as login.saml has: it speaks of the same people"
                                : "issuer " + each.issuer() + " has the prefix of login.saml, " + saml.prefix()
                                        + "; its tokens could stand for people of that provider: take another one");
            }
        }
        return List.of(saml.prefix());
    }

    /** What stands there at a path. */
    public URI at(String path) {
        return url.resolve(path);
    }
}
