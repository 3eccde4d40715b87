package io.vectrail.replay.access.saml;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import org.keycloak.dom.saml.v2.assertion.NameIDType;
import org.keycloak.dom.saml.v2.protocol.AuthnRequestType;
import org.keycloak.dom.saml.v2.protocol.NameIDPolicyType;
import org.keycloak.saml.common.exceptions.ProcessingException;
import org.keycloak.saml.processing.core.saml.v2.writers.SAMLRequestWriter;

/**
 * Sends a browser to the identity provider with a request (SAML 2.0 profiles, section 4.1.4.1) by the HTTP-Redirect binding (bindings, section
 * 3.4.4.1), signed where there is a key. Thread-safe.
 */
public final class SamlRequest {

    /** SAML 2.0 bindings, section 3.4.3. */
    private static final int MOST_RELAY_BYTES = 80;

    private static final int ID_BYTES = 20;
    private static final String SIGNED_WITH = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

    private final SamlSettings settings;
    private final URI acs;
    private final SecureRandom random;
    private final Clock clock;
    private final SamlKeys keys;

    /**
     * Asks that provider.
     *
     * @param acs where it is to send browsers back to (AssertionConsumerService)
     * @throws IllegalArgumentException when a file of the settings cannot be used; names it and says what to do
     */
    public SamlRequest(SamlSettings settings, URI acs, SecureRandom random, Clock clock) {
        this.settings = settings;
        this.acs = acs;
        this.random = random;
        this.clock = clock;
        this.keys = new SamlKeys(settings);
    }

    /**
     * A login that begins.
     *
     * @param address where the browser goes
     * @param id of the request, 160 random bits: the response must answer it, so whoever sent the browser away remembers it
     */
    public record Begun(URI address, String id) {}

    /**
     * Begins a login.
     *
     * @param relayState comes back with the response as it is, unsigned; at most 80 bytes
     * @throws IllegalArgumentException when that is longer, or our key cannot be used any more
     */
    public Begun begin(String relayState) {
        if (relayState.getBytes(StandardCharsets.UTF_8).length > MOST_RELAY_BYTES) {
            throw new IllegalArgumentException("RelayState must have at most " + MOST_RELAY_BYTES + " bytes");
        }
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        // An xs:ID begins with no digit.
        String id = "_" + HexFormat.of().formatHex(bytes);
        StringBuilder query = new StringBuilder("SAMLRequest=").append(encoded(deflated(xml(id))));
        if (!relayState.isEmpty()) {
            query.append("&RelayState=").append(encoded(relayState));
        }
        SamlKeys.Own own = keys.own();
        if (own != null) {
            query.append("&SigAlg=").append(encoded(SIGNED_WITH));
            String signature = signature(own, query.toString());
            query.append("&Signature=").append(encoded(signature));
        }
        String separator = settings.ssoUrl().getRawQuery() == null ? "?" : "&";
        return new Begun(URI.create(settings.ssoUrl() + separator + query), id);
    }

    private String xml(String id) {
        try {
            AuthnRequestType request = new AuthnRequestType(
                    id,
                    DatatypeFactory.newDefaultInstance()
                            .newXMLGregorianCalendar(clock.instant()
                                    .truncatedTo(ChronoUnit.SECONDS)
                                    .toString()));
            NameIDType issuer = new NameIDType();
            issuer.setValue(settings.entityId());
            request.setIssuer(issuer);
            request.setDestination(settings.ssoUrl());
            request.setAssertionConsumerServiceURL(acs);
            request.setProtocolBinding(URI.create(POST));
            NameIDPolicyType policy = new NameIDPolicyType();
            policy.setAllowCreate(true);
            request.setNameIDPolicy(policy);
            StringWriter xml = new StringWriter();
            new SAMLRequestWriter(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(xml)).write(request);
            return xml.toString();
        } catch (ProcessingException | XMLStreamException e) {
            throw new IllegalStateException("a request is written to memory", e);
        }
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
