package io.vectrail.replay.access.saml;

import static io.vectrail.replay.access.saml.SamlXml.SIGNATURE;
import static io.vectrail.replay.access.saml.SamlXml.attribute;
import static io.vectrail.replay.access.saml.SamlXml.child;
import static io.vectrail.replay.access.saml.SamlXml.children;

import java.io.IOException;
import java.io.InputStream;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Verifies signatures of the profile of SAML 2.0 core, section 5.4, and no others: one reference, to the element that the signature is a child
 * of; made with RSA or ECDSA and SHA-2. What is read afterwards is not the document but the very bytes that were hashed.
 */
final class SamlSignature {

    private static final Set<String> METHODS = Set.of(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
            "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
            "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1",
            "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512");

    private static final Set<String> DIGESTS = Set.of(
            "http://www.w3.org/2001/04/xmlenc#sha256",
            "http://www.w3.org/2001/04/xmldsig-more#sha384",
            "http://www.w3.org/2001/04/xmlenc#sha512");

    private static final List<String> TRANSFORMS = List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE);

    private static final String ALGORITHM = "Algorithm";

    private SamlSignature() {}

    /** Whether an element has a signature of its own. */
    static boolean isOn(Element element) {
        return child(element, SIGNATURE, "Signature").isPresent();
    }

    /**
     * The element as it was signed, in a document of its own that holds nothing else.
     *
     * @param element one that has a signature, in a document that is as the schema says. Its KeyInfo is thrown away: nobody looks at it
     * @param keys one of which must have made it
     */
    static Element verified(Element element, List<PublicKey> keys) throws RefusedException {
        List<Element> signatures = children(element, SIGNATURE, "Signature");
        if (signatures.size() != 1) {
            throw new RefusedException("an element has no signature, or several");
        }
        Element signature = signatures.getFirst();
        checkShape(element, signature);
        child(signature, SIGNATURE, "KeyInfo").ifPresent(signature::removeChild);
        for (PublicKey key : keys) {
            Optional<byte[]> signed = signed(element, signature, key);
            if (signed.isPresent()) {
                return same(element, SamlXml.parse(signed.get()));
            }
        }
        throw new RefusedException("its signature is by no key of the identity provider, or it was changed since");
    }

    private static void checkShape(Element element, Element signature) throws RefusedException {
        Element info = only(signature, "SignedInfo");
        if (!children(signature, SIGNATURE, "Object").isEmpty()) {
            throw new RefusedException("its signature has objects of its own");
        }
        if (!CanonicalizationMethod.EXCLUSIVE.equals(algorithm(only(info, "CanonicalizationMethod")))) {
            throw new RefusedException("what its signature is made over is not in exclusive canonical form");
        }
        Element method = only(info, "SignatureMethod");
        if (!METHODS.contains(algorithm(method)) || hasChildren(method)) {
            throw new RefusedException("its signature is made with something other than RSA or ECDSA, and SHA-2");
        }
        Element reference = only(info, "Reference");
        String id = attribute(element, "ID").orElse("");
        if (id.isEmpty() || !attribute(reference, "URI").equals(Optional.of("#" + id))) {
            throw new RefusedException("its signature is for another element than the one that it stands in");
        }
        Element digest = only(reference, "DigestMethod");
        if (!DIGESTS.contains(algorithm(digest)) || hasChildren(digest)) {
            throw new RefusedException("its signature is made with a digest other than SHA-2");
        }
        List<String> transforms = children(only(reference, "Transforms"), SIGNATURE, "Transform").stream()
                .map(SamlSignature::algorithm)
                .toList();
        if (!transforms.equals(TRANSFORMS)) {
            throw new RefusedException(
                    "its signature has other transforms than the enveloped signature and then exclusive canonical form");
        }
    }

    private static String algorithm(Element method) {
        return attribute(method, ALGORITHM).orElse("");
    }

    private static boolean hasChildren(Element method) {
        return SamlXml.elements(method).count() > 1;
    }

    private static Element only(Element parent, String name) throws RefusedException {
        List<Element> all = children(parent, SIGNATURE, name);
        if (all.size() != 1) {
            throw new RefusedException("its signature must have one " + name);
        }
        return all.getFirst();
    }

    /** The bytes that were hashed; empty where this key did not sign them. */
    private static Optional<byte[]> signed(Element element, Element signature, PublicKey key) throws RefusedException {
        DOMValidateContext context = new DOMValidateContext(key, signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        context.setProperty("javax.xml.crypto.dsig.cacheReference", true);
        // The one id that a reference can find.
        context.setIdAttributeNS(element, null, "ID");
        try {
            XMLSignature xml = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            if (!xml.validate(context)) {
                return Optional.empty();
            }
            Reference reference = xml.getSignedInfo().getReferences().getFirst();
            try (InputStream hashed = reference.getDigestInputStream()) {
                return Optional.of(hashed.readNBytes(SamlXml.MOST_BYTES + 1));
            }
        } catch (XMLSignatureException | MarshalException | IOException | RuntimeException e) {
            // Such as an RSA signature and an EC key: another key may be the one. What the library stumbles over is no
            // signature either.
            return Optional.empty();
        }
    }

    private static Element same(Element element, Document signed) throws RefusedException {
        Element root = signed.getDocumentElement();
        if (!SamlXml.is(root, element.getNamespaceURI(), element.getLocalName())
                || !attribute(root, "ID").equals(attribute(element, "ID"))) {
            throw new RefusedException("what was signed is another element");
        }
        return root;
    }
}
