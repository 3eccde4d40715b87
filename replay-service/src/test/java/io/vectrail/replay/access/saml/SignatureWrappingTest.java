package io.vectrail.replay.access.saml;

import static io.vectrail.replay.access.saml.Parties.IDP;
import static io.vectrail.replay.access.saml.Parties.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A signature that is good stays in the document, and something else stands where a reader looks. The eight variants are those of Somorovsky et
 * al., On Breaking SAML (USENIX Security 2012), numbered as SAML Raider does.
 */
class SignatureWrappingTest {

    private static final List<PublicKey> KEYS = List.of(IDP.certificate().getPublicKey());

    @TempDir
    Path folder;

    private SamlVerifier verifier;

    @BeforeEach
    void configure() {
        verifier = Parties.verifier(folder);
    }

    /** What the attacker makes of a signed document of their own. */
    enum Wrapping {
        XSW1("Response") {
            @Override
            void wrap(Document document, Element good, Element evil) {
                document.replaceChild(evil, good);
                Element signature = unsigned(evil, good);
                signature.appendChild(good);
            }
        },
        XSW2("Response") {
            @Override
            void wrap(Document document, Element good, Element evil) {
                document.replaceChild(evil, good);
                Element signature = unsigned(evil, good);
                evil.insertBefore(good, signature);
            }
        },
        XSW3("Assertion") {
            @Override
            void wrap(Document document, Element good, Element evil) {
                evil.removeChild(signature(evil));
                document.getDocumentElement().insertBefore(evil, good);
            }
        },
        XSW4("Assertion") {
            @Override
            void wrap(Document document, Element good, Element evil) {
                evil.removeChild(signature(evil));
                document.getDocumentElement().replaceChild(evil, good);
                evil.appendChild(good);
            }
        },
        XSW5("Assertion") {
            @Override
            void wrap(Document document, Element good, Element evil) {
                document.getDocumentElement().replaceChild(evil, good);
                unsigned(evil, good);
                document.getDocumentElement().appendChild(good);
            }
        },
        XSW6("Assertion") {
            @Override
            void wrap(Document document, Element good, Element evil) {
                document.getDocumentElement().replaceChild(evil, good);
                unsigned(evil, good).appendChild(good);
            }
        },
        XSW7("Assertion") {
            @Override
            void wrap(Document document, Element good, Element evil) {
                Element extensions = document.createElementNS(SamlXml.PROTOCOL, "samlp:Extensions");
                Element response = document.getDocumentElement();
                response.insertBefore(extensions, Xml.one(document, "Status"));
                evil.removeChild(signature(evil));
                extensions.appendChild(evil);
            }
        },
        XSW8("Assertion") {
            @Override
            void wrap(Document document, Element good, Element evil) {
                document.getDocumentElement().replaceChild(evil, good);
                Element signature = unsigned(evil, good);
                Element object = document.createElementNS(SamlXml.SIGNATURE, "ds:Object");
                signature.appendChild(object).appendChild(good);
            }
        };

        private final String signed;

        Wrapping(String signed) {
            this.signed = signed;
        }

        abstract void wrap(Document document, Element good, Element evil);

        static Element signature(Element element) {
            return SamlXml.child(element, SamlXml.SIGNATURE, "Signature").orElseThrow();
        }

        /** Leaves the signature to the evil one alone. */
        static Element unsigned(Element evil, Element good) {
            good.removeChild(signature(good));
            return signature(evil);
        }

        Document document() {
            Document document = Xml.signed(new Message().response(), signed, IDP.key());
            Element good = Xml.one(document, signed);
            Element evil = (Element) good.cloneNode(true);
            evil.setAttribute("ID", "_evil");
            ((Element) evil.getElementsByTagNameNS("*", "NameID").item(0)).setTextContent("admin");
            wrap(document, good, evil);
            return Xml.parsed(Xml.text(document));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrappedIsRefused(Wrapping wrapping) {
        SamlVerifierTest.assertRefused(look(wrapping.document()), "");
    }

    /** Were the second assertion or response overlooked, the signature would still not be that of the one that is read. */
    @ParameterizedTest
    @EnumSource
    void noSignatureIsThatOfWhatWasPutThere(Wrapping wrapping) {
        Element evil = evil(wrapping.document());
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> SamlSignature.verified(evil, KEYS));
    }

    private static Element evil(Document document) {
        return SamlXml.elements(document.getDocumentElement())
                .filter(each -> each.getAttribute("ID").equals("_evil"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void twoAssertionsAreOneTooMany() {
        Document document = Xml.signed(new Message().response(), "Assertion", IDP.key());
        Element second = (Element) Xml.one(document, "Assertion").cloneNode(true);
        second.setAttribute("ID", "_second");
        document.getDocumentElement().appendChild(second);
        SamlVerifierTest.assertRefused(look(document), "has several");
    }

    @Test
    void twoAssertionsInOneSignedResponseAreOneTooMany() {
        Document document = new Message().response();
        Element second = (Element) Xml.one(document, "Assertion").cloneNode(true);
        second.setAttribute("ID", "_second");
        document.getDocumentElement().appendChild(second);
        SamlVerifierTest.assertRefused(look(Xml.signed(document, "Response", IDP.key())), "has several");
    }

    @Test
    void anAssertionBesideASignedResponseIsRefused() {
        Document signed = Xml.signed(new Message().response(), "Response", IDP.key());
        Document around = new Message().with("name", "admin").response();
        around.getDocumentElement().setAttribute("ID", "_around");
        Xml.one(around, "Assertion").setAttribute("ID", "_evil");
        Element extensions = around.createElementNS(SamlXml.PROTOCOL, "samlp:Extensions");
        around.getDocumentElement().insertBefore(extensions, Xml.one(around, "Status"));
        extensions.appendChild(around.importNode(signed.getDocumentElement(), true));
        SamlVerifierTest.assertRefused(look(around), "has several");
    }

    @Test
    void aSignedResponseInsideAnotherIsRefused() {
        Document signed = Xml.signed(new Message().with("assertions", "").response(), "Response", IDP.key());
        Document around = new Message().with("name", "admin").response();
        around.getDocumentElement().setAttribute("ID", "_around");
        Element extensions = around.createElementNS(SamlXml.PROTOCOL, "samlp:Extensions");
        around.getDocumentElement().insertBefore(extensions, Xml.one(around, "Status"));
        extensions.appendChild(around.importNode(signed.getDocumentElement(), true));
        SamlVerifierTest.assertRefused(look(around), "a response in it");
    }

    @Test
    void anAssertionThatStandsElsewhereIsRefused() {
        Document document = Xml.signed(new Message().response(), "Assertion", IDP.key());
        Element extensions = document.createElementNS(SamlXml.PROTOCOL, "samlp:Extensions");
        document.getDocumentElement().insertBefore(extensions, Xml.one(document, "Status"));
        extensions.appendChild(Xml.one(document, "Assertion"));
        SamlVerifierTest.assertRefused(look(document), "where none belongs");
    }

    @Test
    void noIdOccursTwice() {
        Document document = Xml.signed(new Message().response(), "Assertion", IDP.key());
        document.getDocumentElement().setAttribute("ID", "_assertion");
        SamlVerifierTest.assertRefused(look(document), "same id");
    }

    @Test
    void anIdIsAnIdUnderAnyNamespace() {
        Document document = Xml.signed(new Message().response(), "Assertion", IDP.key());
        document.getDocumentElement().setAttributeNS("urn:any", "any:Id", "_assertion");
        SamlVerifierTest.assertRefused(look(document), "same id");
    }

    @Test
    void xmlIdIsRefused() {
        Document document = Xml.signed(new Message().response(), "Assertion", IDP.key());
        document.getDocumentElement().setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:id", "_x");
        SamlVerifierTest.assertRefused(look(document), "xml:id");
    }

    /** A reader that stops at a comment sees admin; canonical form, which is what was signed, has none. */
    @Test
    void aCommentInANameIsRefused() {
        Document document = Xml.signed(new Message().with("name", "admin.evil").response(), "Response", IDP.key());
        String commented = Xml.text(document).replace("admin.evil", "admin<!---->.evil");
        assertThat(commented).contains("admin<!---->.evil");
        SamlVerifierTest.assertRefused(look(commented), "comment");
    }

    @Test
    void aProcessingInstructionInANameIsRefused() {
        Document document =
                Xml.signed(new Message().with("name", "admin<?x?>.evil").response(), "Response", IDP.key());
        SamlVerifierTest.assertRefused(look(document), "processing instruction");
    }

    @Test
    void anElementInANameIsRefused() {
        Message message = new Message().with("name", "admin<b xmlns=\"urn:b\"/>.evil");
        SamlVerifierTest.assertRefused(look(Xml.signed(message.response(), "Response", IDP.key())), "schema");
    }

    /** What is read is what was hashed: a mistake anywhere before cannot change it. */
    @Test
    void whatIsReadIsWhatWasSigned() throws Exception {
        Document document = Xml.signed(new Message().response(), "Assertion", IDP.key());
        Document parsed = SamlXml.parse(Xml.text(document).getBytes(StandardCharsets.UTF_8));
        Element assertion = Xml.one(parsed, "Assertion");
        Element verified = SamlSignature.verified(assertion, KEYS);
        assertThat(verified.isSameNode(assertion)).isFalse();
        assertThat(verified.getOwnerDocument().getDocumentElement().isSameNode(verified))
                .isTrue();
        Node name = verified.getElementsByTagNameNS("*", "NameID").item(0);
        assertThat(name.getTextContent()).isEqualTo("alice");
        assertThat(SamlSignature.isOn(verified)).isFalse();
    }

    private SamlOutcome look(Document document) {
        return look(Xml.text(document));
    }

    private SamlOutcome look(String text) {
        return verifier.ofResponse(Xml.base64(text), REQUEST);
    }
}
