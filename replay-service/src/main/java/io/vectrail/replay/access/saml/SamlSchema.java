package io.vectrail.replay.access.saml;

import java.io.IOException;
import java.net.URL;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.keycloak.saml.processing.core.util.SchemaManagerUtil;
import org.w3c.dom.Document;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The schemas of SAML 2.0 and of what it is made of, as OASIS and W3C published them. They lie in keycloak-saml-core, and two of
 * W3C's in Santuario; nothing is ever fetched.
 */
final class SamlSchema {

    private static final Map<String, String> FILES = Map.of(
            "xml.xsd", "schema/w3c/xmlschema/xml.xsd",
            "XMLSchema.dtd", "schema/w3c/xmlschema/XMLSchema.dtd",
            "datatypes.dtd", "schema/w3c/xmlschema/datatypes.dtd",
            "xmldsig-core-schema.xsd", "schema/w3c/xmldsig/xmldsig-core-schema.xsd",
            "xenc-schema.xsd", "schema/w3c/xmlenc/xenc-schema.xsd",
            "saml-schema-assertion-2.0.xsd", "schema/saml/v2/saml-schema-assertion-2.0.xsd",
            "saml-schema-protocol-2.0.xsd", "schema/saml/v2/saml-schema-protocol-2.0.xsd",
            "saml-schema-metadata-2.0.xsd", "schema/saml/v2/saml-schema-metadata-2.0.xsd",
            "exc-c14n.xsd", "bindings/schemas/exc-c14n.xsd",
            "xenc-schema-11.xsd", "bindings/schemas/xenc-schema-11.xsd");

    /** What the JDK's validator calls a rule, before it quotes what breaks it. */
    private static final Pattern RULE = Pattern.compile("^(cvc-[A-Za-z0-9.-]{1,40}):");

    private static final Schema SCHEMA = load();

    private SamlSchema() {}

    /** Whether a document is one of SAML. */
    static void check(Document document) throws RefusedException {
        try {
            Validator validator = SCHEMA.newValidator();
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            validator.setErrorHandler(SamlXml.STRICT);
            validator.validate(new DOMSource(document));
        } catch (SAXParseException e) {
            Matcher rule = RULE.matcher(String.valueOf(e.getMessage()));
            throw new RefusedException(
                    "it is not as the schema of SAML 2.0 says" + (rule.find() ? " (" + rule.group(1) + ")" : ""));
        } catch (SAXException | IOException e) {
            throw new RefusedException("it is not as the schema of SAML 2.0 says");
        }
    }

    private static Schema load() {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            String ours = "jar:file,file";
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, ours);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, ours);
            factory.setErrorHandler(SamlXml.STRICT);
            DOMImplementationLS inputs = (DOMImplementationLS)
                    DOMImplementationRegistry.newInstance().getDOMImplementation("LS 3.0");
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> input(inputs, systemId));
            return factory.newSchema(new Source[] {
                new StreamSource(resource("saml-schema-protocol-2.0.xsd").toString()),
                new StreamSource(resource("saml-schema-metadata-2.0.xsd").toString()),
                // What signatures and encrypted keys may have in them.
                new StreamSource(resource("exc-c14n.xsd").toString()),
                new StreamSource(resource("xenc-schema-11.xsd").toString())
            });
        } catch (SAXException | ReflectiveOperationException e) {
            throw new IllegalStateException("the schemas of SAML are whole", e);
        }
    }

    private static LSInput input(DOMImplementationLS inputs, String systemId) {
        URL resource = resource(systemId.substring(systemId.lastIndexOf('/') + 1));
        try {
            LSInput input = inputs.createLSInput();
            input.setSystemId(resource.toString());
            input.setByteStream(resource.openStream());
            return input;
        } catch (IOException e) {
            throw new IllegalStateException("a schema of SAML cannot be read: " + resource, e);
        }
    }

    private static URL resource(String file) {
        String path = Objects.requireNonNull(FILES.get(file), () -> "no schema of SAML names " + file);
        return Objects.requireNonNull(SchemaManagerUtil.class.getClassLoader().getResource(path), path);
    }
}
