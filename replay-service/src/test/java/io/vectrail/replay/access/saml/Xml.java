package io.vectrail.replay.access.saml;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.ExcC14NParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.crypto.dsig.spec.XPathFilterParameterSpec;
import javax.xml.crypto.dsig.spec.XSLTTransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.xml.security.Init;
import org.apache.xml.security.encryption.EncryptedData;
import org.apache.xml.security.encryption.EncryptedKey;
import org.apache.xml.security.encryption.XMLCipher;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** What an identity provider, or somebody who is none, does to a document. */
final class Xml {

    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    static final String ECDSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    static final String RSA_SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
    static final String HMAC_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256";

    private Xml() {}

    /** How something is signed. */
    record Signing(
            String method,
            String digest,
            List<String> transforms,
            String canonical,
            @Nullable PublicKey shown) {

        static final Signing USUAL = new Signing(
                RSA_SHA256,
                DigestMethod.SHA256,
                List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE),
                CanonicalizationMethod.EXCLUSIVE,
                null);

        Signing method(String other) {
            return new Signing(other, digest, transforms, canonical, shown);
        }

        Signing digest(String other) {
            return new Signing(method, other, transforms, canonical, shown);
        }

        Signing transforms(String... others) {
            return new Signing(method, digest, List.of(others), canonical, shown);
        }

        Signing canonical(String other) {
            return new Signing(method, digest, transforms, other, shown);
        }

        /** With a KeyInfo that has this key. */
        Signing showing(PublicKey key) {
            return new Signing(method, digest, transforms, canonical, key);
        }
    }

    static Document parsed(String text) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(Node node) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(node), new StreamResult(text));
            return text.toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64(Document document) {
        return base64(text(document));
    }

    static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64Url(Document document) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text(document).getBytes(StandardCharsets.UTF_8));
    }

    static Element one(Document document, String name) {
        return (Element) document.getElementsByTagNameNS("*", name).item(0);
    }

    static Document signed(Document document, String name, PrivateKey key) {
        return signed(document, name, key, Signing.USUAL);
    }

    /** Signs an element, with the signature behind its Issuer. */
    static Document signed(Document document, String name, Key key, Signing signing) {
        try {
            Element element = one(document, name);
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
            List<Transform> transforms = new ArrayList<>();
            for (String transform : signing.transforms()) {
                transforms.add(factory.newTransform(transform, parameters(transform)));
            }
            SignedInfo info = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(signing.canonical(), prefixes(signing.canonical())),
                    factory.newSignatureMethod(signing.method(), null),
                    List.of(factory.newReference(
                            "#" + element.getAttribute("ID"),
                            factory.newDigestMethod(signing.digest(), null),
                            transforms,
                            null,
                            null)));
            Node issuer =
                    element.getElementsByTagNameNS(SamlXml.ASSERTION, "Issuer").item(0);
            DOMSignContext context = new DOMSignContext(key, element, issuer.getNextSibling());
            context.setDefaultNamespacePrefix("ds");
            context.setIdAttributeNS(element, null, "ID");
            KeyInfo shown = signing.shown() == null
                    ? null
                    : factory.getKeyInfoFactory()
                            .newKeyInfo(List.of(factory.getKeyInfoFactory().newKeyValue(signing.shown())));
            factory.newXMLSignature(info, shown).sign(context);
            return parsed(text(document));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** As providers do who write xs:string without seeing to it that xs is declared where the assertion ends up. */
    private static @Nullable C14NMethodParameterSpec prefixes(String canonical) {
        return canonical.equals(CanonicalizationMethod.EXCLUSIVE) ? new ExcC14NParameterSpec(List.of("xs")) : null;
    }

    private static @Nullable TransformParameterSpec parameters(String transform) {
        return switch (transform) {
            case CanonicalizationMethod.EXCLUSIVE -> new ExcC14NParameterSpec(List.of("xs"));
            case Transform.XPATH -> new XPathFilterParameterSpec("not(ancestor-or-self::*[local-name()='Subject'])");
            case Transform.XSLT ->
                new XSLTTransformParameterSpec(new DOMStructure(parsed("""
                        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">\
                        <xsl:template match="/"><nothing/></xsl:template></xsl:stylesheet>""").getDocumentElement()));
            default -> null;
        };
    }

    /** Encrypts the assertion in its place. */
    static Document encrypted(Document document, PublicKey to, String algorithm, String transport) {
        try {
            Init.init();
            Element assertion = one(document, "Assertion");
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(algorithm.contains("256") ? 256 : 128);
            SecretKey secret = generator.generateKey();
            XMLCipher wrapping = XMLCipher.getInstance(transport);
            wrapping.init(XMLCipher.WRAP_MODE, to);
            EncryptedKey key = wrapping.encryptKey(document, secret);
            XMLCipher encrypting = XMLCipher.getInstance(algorithm);
            encrypting.init(XMLCipher.ENCRYPT_MODE, secret);
            EncryptedData data = encrypting.encryptData(document, assertion);
            Element place = document.createElementNS(SamlXml.ASSERTION, "saml:EncryptedAssertion");
            place.appendChild(encrypting.martial(document, data));
            place.appendChild(wrapping.martial(document, key));
            assertion.getParentNode().replaceChild(place, assertion);
            return parsed(text(document));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
