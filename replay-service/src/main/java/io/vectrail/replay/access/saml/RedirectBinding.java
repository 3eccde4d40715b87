package io.vectrail.replay.access.saml;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/** Requests that travel in an address, by the HTTP-Redirect binding (SAML 2.0 bindings, section 3.4.4.1). */
final class RedirectBinding {

    private static final String SIGNED_WITH = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    private RedirectBinding() {}

    /**
     * The address by which a browser takes a request to the provider.
     *
     * @param endpoint the provider's
     * @param relayState comes back with the answer as it is, unsigned; at most 80 bytes (section 3.4.3)
     * @param own what the request is signed with; null: it is not
     */
    static URI address(URI endpoint, String request, String relayState, SamlKeys.@Nullable Own own) {
        StringBuilder query = new StringBuilder("SAMLRequest=")
                .append(encoded(deflated(request)))
                .append("&RelayState=")
                .append(encoded(relayState));
        if (own != null) {
            query.append("&SigAlg=").append(encoded(SIGNED_WITH));
            String signature = signature(own, query.toString());
            query.append("&Signature=").append(encoded(signature));
        }
        return URI.create(endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + query);
    }

    private static String deflated(String xml) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        Deflater raw = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, raw)) {
            out.write(xml.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("memory is always there", e);
        } finally {
            raw.end();
        }
        return Base64.getEncoder().encodeToString(deflated.toByteArray());
    }

    private static String signature(SamlKeys.Own own, String query) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(own.key());
            signature.update(query.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key was tried when it was read", e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
