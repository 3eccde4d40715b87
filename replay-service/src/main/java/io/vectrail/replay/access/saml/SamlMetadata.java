package io.vectrail.replay.access.saml;

import java.io.StringWriter;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.keycloak.dom.saml.v2.metadata.EndpointType;
import org.keycloak.dom.saml.v2.metadata.EntityDescriptorType;
import org.keycloak.dom.saml.v2.metadata.KeyDescriptorType;
import org.keycloak.dom.saml.v2.metadata.KeyTypes;
import org.keycloak.saml.SPMetadataDescriptor;
import org.keycloak.saml.common.exceptions.ProcessingException;
import org.keycloak.saml.processing.core.saml.v2.writers.SAMLMetadataWriter;

/** What an identity provider is told of this service (SAML 2.0 metadata). Thread-safe. */
public final class SamlMetadata {

    /** A provider may send a name of any kind, except one that changes at each login. */
    private static final String ANY_NAME = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

    private final SamlSettings settings;
    private final URI acs;
    private final SamlKeys keys;

    /**
     * Describes this service to that provider.
     *
     * @param acs where browsers bring responses to (AssertionConsumerService)
     * @throws IllegalArgumentException when a file of the settings cannot be used; names it and says what to do
     */
    public SamlMetadata(SamlSettings settings, URI acs) {
        this.settings = settings;
        this.acs = acs;
        this.keys = new SamlKeys(settings);
    }

    /**
     * The EntityDescriptor, of media type {@code application/samlmetadata+xml}.
     *
     * @throws IllegalArgumentException when our certificate cannot be used any more
     */
    public String xml() {
        SamlKeys.Own own = keys.own();
        List<KeyDescriptorType> signing = own == null ? List.of() : List.of(descriptor(own, KeyTypes.SIGNING));
        List<KeyDescriptorType> encryption = own == null ? List.of() : List.of(descriptor(own, KeyTypes.ENCRYPTION));
        EntityDescriptorType entity = SPMetadataDescriptor.buildSPDescriptor(
                List.of(new EndpointType(URI.create(SamlRequest.POST), acs)),
                List.of(),
                own != null,
                true,
                own != null,
                settings.entityId(),
                ANY_NAME,
                signing,
                encryption);
        try {
            StringWriter xml = new StringWriter();
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(xml);
            new SAMLMetadataWriter(writer).writeEntityDescriptor(entity);
            writer.flush();
            return xml.toString();
        } catch (ProcessingException | XMLStreamException e) {
            throw new IllegalStateException("metadata is written to memory", e);
        }
    }

    private static KeyDescriptorType descriptor(SamlKeys.Own own, KeyTypes use) {
        try {
            String certificate =
                    Base64.getEncoder().encodeToString(own.certificate().getEncoded());
            return SPMetadataDescriptor.buildKeyDescriptorType(
                    SPMetadataDescriptor.buildKeyInfoElement(null, certificate), use);
        } catch (CertificateEncodingException | ParserConfigurationException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }
}
