package io.vectrail.replay.access.saml;

import static io.vectrail.replay.access.saml.SamlXml.ENCRYPTION;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.crypto.dsig.XMLSignature;
import org.apache.xml.security.Init;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Decrypts an assertion (XML Encryption 1.1): a key that RSA-OAEP carries, and AES. What comes out is parsed like anything that a stranger
 * sent. Every failure has the same reason, so that nobody learns from which step failed.
 */
final class SamlDecryption {

    private static final Set<String> KEY_TRANSPORT = Set.of(XMLCipher.RSA_OAEP, XMLCipher.RSA_OAEP_11);
    private static final Set<String> AUTHENTICATED =
            Set.of(XMLCipher.AES_128_GCM, XMLCipher.AES_192_GCM, XMLCipher.AES_256_GCM);

    /** Whoever can change these and sees what comes of it can read them (Jager and Somorovsky, CCS 2011). */
    private static final Set<String> MALLEABLE = Set.of(XMLCipher.AES_128, XMLCipher.AES_192, XMLCipher.AES_256);

    private static final String CONTEXT = "context";

    static {
        Init.init();
    }

    private SamlDecryption() {}

    /**
     * The assertion, in a document of its own.
     *
     * @param encrypted the EncryptedAssertion, as the schema says
     * @param signed whether a signature that was verified covers it: without one, encryption that anybody can change is refused unseen
     */
    static Element decrypted(Element encrypted, boolean signed, PrivateKey ours) throws RefusedException {
        Element data = only(encrypted, "EncryptedData");
        Element key = only(encrypted, "EncryptedKey");
        if (SamlXml.elements(encrypted).anyMatch(each -> SamlXml.is(each, ENCRYPTION, "CipherReference"))) {
            throw new RefusedException("what it has encrypted stands somewhere else");
        }
        if (!KEY_TRANSPORT.contains(algorithm(key))) {
            throw new RefusedException("its key is not encrypted with RSA-OAEP");
        }
        String algorithm = algorithm(data);
        if (!AUTHENTICATED.contains(algorithm) && !(signed && MALLEABLE.contains(algorithm))) {
            throw new RefusedException(
                    "its assertion is encrypted with something other than AES-GCM, or AES-CBC in a response that is signed");
        }
        return root(encrypted, plain(data, key, algorithm, ours));
    }

    private static Element only(Element encrypted, String name) throws RefusedException {
        List<Element> all = SamlXml.elements(encrypted)
                .filter(each -> SamlXml.is(each, ENCRYPTION, name))
                .toList();
        if (all.size() != 1) {
            throw new RefusedException("an encrypted assertion must have one " + name);
        }
        return all.getFirst();
    }

    private static String algorithm(Element encrypted) {
        return SamlXml.child(encrypted, ENCRYPTION, "EncryptionMethod")
                .flatMap(method -> SamlXml.attribute(method, "Algorithm"))
                .orElse("");
    }

    private static byte[] plain(Element data, Element key, String algorithm, PrivateKey ours) throws RefusedException {
        Document document = data.getOwnerDocument();
        // What else it says of its key is nothing to go by, and may name places to fetch it from.
        SamlXml.children(key, XMLSignature.XMLNS, "KeyInfo").forEach(key::removeChild);
        try {
            XMLCipher unwrapping = XMLCipher.getInstance();
            unwrapping.setSecureValidation(true);
            unwrapping.init(XMLCipher.UNWRAP_MODE, ours);
            Key carried = unwrapping.decryptKey(unwrapping.loadEncryptedKey(document, key), algorithm);
            SamlXml.children(data, XMLSignature.XMLNS, "KeyInfo").forEach(data::removeChild);
            XMLCipher decrypting = XMLCipher.getInstance();
            decrypting.setSecureValidation(true);
            decrypting.init(XMLCipher.DECRYPT_MODE, carried);
            return decrypting.decryptToByteArray(data);
        } catch (XMLSecurityException | RuntimeException e) {
            throw new RefusedException("its assertion cannot be decrypted");
        }
    }

    /** It may use prefixes that are declared around the place where it stood. */
    private static Element root(Element place, byte[] plain) throws RefusedException {
        Map<String, String> namespaces = namespaces(place);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(opening(namespaces).getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(plain);
        whole.writeBytes(("</" + CONTEXT + ">").getBytes(StandardCharsets.UTF_8));
        Document parsed;
        try {
            parsed = SamlXml.parse(whole.toByteArray());
        } catch (RefusedException e) {
            throw new RefusedException("its assertion cannot be decrypted");
        }
        Element context = parsed.getDocumentElement();
        if (!(context.getFirstChild() instanceof Element assertion) || assertion.getNextSibling() != null) {
            throw new RefusedException("its assertion cannot be decrypted");
        }
        context.removeChild(assertion);
        parsed.replaceChild(assertion, context);
        namespaces.forEach((name, uri) -> {
            if (!assertion.hasAttribute(name)) {
                assertion.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, name, uri);
            }
        });
        return assertion;
    }

    private static String opening(Map<String, String> namespaces) {
        StringBuilder opening = new StringBuilder("<" + CONTEXT);
        namespaces.forEach((name, uri) -> opening.append(' ')
                .append(name)
                .append("=\"")
                .append(uri.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"))
                .append('"'));
        return opening.append('>').toString();
    }

    private static Map<String, String> namespaces(Element place) {
        Map<String, String> namespaces = new LinkedHashMap<>();
        for (Node node = place; node instanceof Element element; node = node.getParentNode()) {
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                Attr attribute = (Attr) attributes.item(i);
                if (XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
                    namespaces.putIfAbsent(attribute.getName(), attribute.getValue());
                }
            }
        }
        return namespaces;
    }
}
