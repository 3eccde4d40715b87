package io.vectrail.runtime.token;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * What an issuer publishes of itself (OpenID Connect Discovery 1.0; RFC 8414 has the same fields).
 *
 * @param fields as published; its issuer is the one that was asked
 */
record IssuerMetadata(String issuer, Map<String, Object> fields) {

    IssuerMetadata {
        fields = Map.copyOf(fields);
    }

    /**
     * Fetches it.
     *
     * @throws UnusableAnswerException when what is published is not this issuer's
     * @throws IOException when there is no answer
     */
    static IssuerMetadata fetch(String issuer, IssuerHttp http) throws IOException, InterruptedException {
        String text = http.get(address(issuer));
        Map<String, Object> fields = IssuerHttp.object(text);
        // Or else whoever answers there could name keys for somebody else's tokens (OpenID Connect Discovery, section
        // 4.3).
        if (!issuer.equals(fields.get("issuer"))) {
            throw new UnusableAnswerException("its metadata is of another issuer");
        }
        fields.values().removeIf(value -> value == null);
        return new IssuerMetadata(issuer, fields);
    }

    static URI address(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return URI.create(base + "/.well-known/openid-configuration");
    }

    URI jwks() throws UnusableAnswerException {
        return endpoint("jwks_uri");
    }

    URI introspection() throws UnusableAnswerException {
        return endpoint("introspection_endpoint");
    }

    private URI endpoint(String field) throws UnusableAnswerException {
        if (!(fields.get(field) instanceof String text)) {
            throw new UnusableAnswerException("its metadata has no " + field);
        }
        // What was asked for over TLS is not fetched without.
        if (!text.startsWith("https://") && !(text.startsWith("http://") && issuer.startsWith("http://"))) {
            throw new UnusableAnswerException("the " + field + " of its metadata is no https address");
        }
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new UnusableAnswerException("the " + field + " of its metadata is no address");
        }
    }
}
