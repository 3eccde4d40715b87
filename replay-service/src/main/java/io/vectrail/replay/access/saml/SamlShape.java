package io.vectrail.replay.access.saml;

import static io.vectrail.replay.access.saml.SamlXml.ASSERTION;
import static io.vectrail.replay.access.saml.SamlXml.ENCRYPTION;
import static io.vectrail.replay.access.saml.SamlXml.PROTOCOL;
import static io.vectrail.replay.access.saml.SamlXml.SIGNATURE;
import static io.vectrail.replay.access.saml.SamlXml.is;

import java.util.List;
import org.w3c.dom.Element;

/**
 * Where things stand in a document: one response at most, one assertion, and signatures and encrypted data only where the profile has them. So
 * there is never a second one of anything that could be taken for the one that was signed.
 */
final class SamlShape {

    private SamlShape() {}

    /** A response with its one assertion, encrypted or not, which is returned. */
    static Element assertionIn(Element response) throws RefusedException {
        if (!is(response, PROTOCOL, "Response")) {
            throw new RefusedException("it is no response of SAML 2.0");
        }
        List<Element> assertions =
                SamlXml.elements(response).filter(SamlShape::isAssertion).toList();
        if (assertions.isEmpty()) {
            throw new RefusedException("it has no assertion, so the provider let nobody in; its log says why");
        }
        if (assertions.size() > 1) {
            throw new RefusedException("it must have one assertion, and has several");
        }
        Element assertion = assertions.getFirst();
        if (!response.isSameNode(assertion.getParentNode())) {
            throw new RefusedException("its assertion stands where none belongs");
        }
        checkPlaces(response, response, assertion);
        return assertion;
    }

    /** An assertion that stands by itself, and is not encrypted. */
    static void checkAssertion(Element assertion) throws RefusedException {
        if (!is(assertion, ASSERTION, "Assertion")) {
            throw new RefusedException("it is no assertion of SAML 2.0");
        }
        if (SamlXml.elements(assertion).filter(SamlShape::isAssertion).count() != 1) {
            throw new RefusedException("it must have one assertion, and has several");
        }
        checkPlaces(assertion, assertion, assertion);
    }

    private static boolean isAssertion(Element element) {
        return is(element, ASSERTION, "Assertion") || is(element, ASSERTION, "EncryptedAssertion");
    }

    private static void checkPlaces(Element root, Element response, Element assertion) throws RefusedException {
        boolean encrypted = is(assertion, ASSERTION, "EncryptedAssertion");
        for (Element element : SamlXml.elements(root).toList()) {
            if (!element.isSameNode(root) && is(element, PROTOCOL, "Response")) {
                throw new RefusedException("it has a response in it");
            }
            if (is(element, SIGNATURE, "Signature")
                    && !response.isSameNode(element.getParentNode())
                    && (encrypted || !assertion.isSameNode(element.getParentNode()))) {
                throw new RefusedException("it has a signature where none belongs");
            }
            if (is(element, ENCRYPTION, "EncryptedData")
                    && !(encrypted && assertion.isSameNode(element.getParentNode()))) {
                throw new RefusedException("it has encrypted data other than an assertion, which is not read here");
            }
        }
    }
}
