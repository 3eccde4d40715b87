package io.vectrail.replay.access.saml;

import java.io.StringWriter;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.keycloak.dom.saml.v2.assertion.NameIDType;
import org.keycloak.dom.saml.v2.protocol.AuthnRequestType;
import org.keycloak.dom.saml.v2.protocol.LogoutRequestType;
import org.keycloak.dom.saml.v2.protocol.NameIDPolicyType;
import org.keycloak.dom.saml.v2.protocol.RequestAbstractType;
import org.keycloak.saml.common.exceptions.ProcessingException;
import org.keycloak.saml.processing.core.saml.v2.writers.SAMLRequestWriter;

/**
 * Sends a browser to the identity provider: to sign somebody in (SAML 2.0 profiles, section 4.1.4.1), or out (section 4.4.4.1). Requests are
 * signed where there is a key. Thread-safe.
 */
public final class SamlRequest {

    private static final int ID_BYTES = 20;
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
     * @param id of the request, 160 random bits: the response must answer it, so whoever sent the browser away remembers it. It is
     *     the RelayState, too, which comes back with the response as it is, unsigned
     */
    public record Begun(URI address, String id) {}

    /**
     * Begins a login.
     *
     * @throws IllegalArgumentException when our key cannot be used any more
     */
    public Begun begin() {
        String id = freshId();
        AuthnRequestType request = new AuthnRequestType(id, now());
        common(request, settings.ssoUrl());
        request.setAssertionConsumerServiceURL(acs);
        request.setProtocolBinding(URI.create(POST));
        NameIDPolicyType policy = new NameIDPolicyType();
        policy.setAllowCreate(true);
        request.setNameIDPolicy(policy);
        String xml = written(writer -> writer.write(request));
        return new Begun(RedirectBinding.address(settings.ssoUrl(), xml, id, keys.own()), id);
    }

    /**
     * Where a browser is signed out at the provider; empty where it takes no such request.
     *
     * @param sessionIndex of the session that ends; null: all of theirs
     * @throws IllegalArgumentException when our key cannot be used any more
     */
    public Optional<URI> logout(SamlIdentity.NameId who, @Nullable String sessionIndex) {
        URI endpoint = settings.sloUrl();
        if (endpoint == null) {
            return Optional.empty();
        }
        String id = freshId();
        LogoutRequestType request = new LogoutRequestType(id, now());
        common(request, endpoint);
        NameIDType name = new NameIDType();
        name.setValue(who.value());
        name.setFormat(who.format() == null ? null : URI.create(who.format()));
        name.setNameQualifier(who.nameQualifier());
        name.setSPNameQualifier(who.spNameQualifier());
        request.setNameID(name);
        if (sessionIndex != null) {
            request.addSessionIndex(sessionIndex);
        }
        String xml = written(writer -> writer.write(request));
        return Optional.of(RedirectBinding.address(endpoint, xml, id, keys.own()));
    }

    private void common(RequestAbstractType request, URI destination) {
        NameIDType issuer = new NameIDType();
        issuer.setValue(settings.entityId());
        request.setIssuer(issuer);
        request.setDestination(destination);
    }

    /** An xs:ID begins with no digit. */
    private String freshId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return "_" + HexFormat.of().formatHex(bytes);
    }

    private XMLGregorianCalendar now() {
        return DatatypeFactory.newDefaultInstance()
                .newXMLGregorianCalendar(
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private interface Writing {
        void to(SAMLRequestWriter writer) throws ProcessingException;
    }

    private static String written(Writing writing) {
        try {
            StringWriter xml = new StringWriter();
            writing.to(
                    new SAMLRequestWriter(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(xml)));
            return xml.toString();
        } catch (ProcessingException | XMLStreamException e) {
            throw new IllegalStateException("a request is written to memory", e);
        }
    }
}
