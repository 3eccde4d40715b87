package io.vectrail.replay.access.login;

import java.net.URI;

/**
 * How people sign in to the console other than with a token.
 *
 * @param url where browsers see this service, without a path, such as {@code https://vectrail.example.com}: providers send them back there
 * @param openId the OpenID provider
 */
public record LoginSettings(URI url, OpenIdSettings openId) {

    public LoginSettings {
        if (url == null) {
            throw new IllegalArgumentException("login needs url, where browsers see this service");
        }
        boolean bare = url.getHost() != null
                && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null;
        if (!bare || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "login.url must be http or https, a host, and perhaps a port, and no more");
        }
        url = URI.create(url.getScheme() + "://" + url.getRawAuthority());
        if (openId == null) {
            throw new IllegalArgumentException("login needs openId");
        }
    }

    /** What stands there at a path. */
    URI at(String path) {
        return url.resolve(path);
    }
}
