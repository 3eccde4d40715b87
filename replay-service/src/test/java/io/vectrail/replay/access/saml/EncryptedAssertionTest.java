package io.vectrail.replay.access.saml;

import static io.vectrail.replay.access.saml.Parties.ACS;
import static io.vectrail.replay.access.saml.Parties.CLOCK;
import static io.vectrail.replay.access.saml.Parties.IDP;
import static io.vectrail.replay.access.saml.Parties.REQUEST;
import static io.vectrail.replay.access.saml.Parties.SP;
import static io.vectrail.replay.access.saml.Parties.STRANGER;
import static io.vectrail.replay.access.saml.Parties.TOKEN_ENDPOINT;
import static io.vectrail.replay.access.saml.SamlVerifierTest.assertKnown;
import static io.vectrail.replay.access.saml.SamlVerifierTest.assertRefused;

import java.nio.file.Path;
import java.security.PublicKey;
import org.apache.xml.security.encryption.XMLCipher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** An assertion may be encrypted to this service, in ways in which nobody else can read or change it. */
class EncryptedAssertionTest {

    private static final PublicKey OURS = SP.certificate().getPublicKey();

    @TempDir
    Path folder;

    private SamlVerifier verifier;

    @BeforeEach
    void configure() {
        verifier = Parties.verifier(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {XMLCipher.RSA_OAEP, XMLCipher.RSA_OAEP_11})
    void anAssertionThatIsSignedMayBeEncrypted(String transport) {
        assertKnown(look(Xml.encrypted(signed(), OURS, XMLCipher.AES_256_GCM, transport)));
    }

    @Test
    void aResponseThatIsSignedMayHoldOne() {
        Document encrypted = Xml.encrypted(new Message().response(), OURS, XMLCipher.AES_128_GCM, XMLCipher.RSA_OAEP);
        assertKnown(look(Xml.signed(encrypted, "Response", IDP.key())));
    }

    @Test
    void bothMayBeSigned() {
        Document encrypted = Xml.encrypted(signed(), OURS, XMLCipher.AES_128_GCM, XMLCipher.RSA_OAEP);
        assertKnown(look(Xml.signed(encrypted, "Response", IDP.key())));
    }

    @Test
    void encryptionIsNoSignature() {
        Document encrypted = Xml.encrypted(new Message().response(), OURS, XMLCipher.AES_128_GCM, XMLCipher.RSA_OAEP);
        assertRefused(look(encrypted), "neither it nor its assertion is signed");
    }

    @Test
    void whatCanBeChangedUnseenNeedsASignatureAround() {
        Document encrypted = Xml.encrypted(signed(), OURS, XMLCipher.AES_128, XMLCipher.RSA_OAEP);
        assertRefused(look(encrypted), "AES-GCM, or AES-CBC in a response that is signed");
        assertKnown(look(Xml.signed(encrypted, "Response", IDP.key())));
    }

    @Test
    void anotherBlockCipherIsRefused() {
        Document encrypted = Xml.encrypted(signed(), OURS, XMLCipher.AES_128, XMLCipher.RSA_OAEP);
        method(encrypted, "EncryptedData").setAttribute("Algorithm", XMLCipher.TRIPLEDES);
        assertRefused(look(Xml.signed(encrypted, "Response", IDP.key())), "something other than AES-GCM");
    }

    /** Its padding tells those who ask often enough what is encrypted (Bleichenbacher 1998). */
    @Test
    void rsaWithoutOaepIsRefused() {
        Document encrypted = Xml.encrypted(signed(), OURS, XMLCipher.AES_128_GCM, XMLCipher.RSA_v1dot5);
        assertRefused(look(encrypted), "not encrypted with RSA-OAEP");
    }

    @Test
    void whatIsEncryptedToSomebodyElseIsRefused() {
        PublicKey other = STRANGER.certificate().getPublicKey();
        Document encrypted = Xml.encrypted(signed(), other, XMLCipher.AES_128_GCM, XMLCipher.RSA_OAEP);
        assertRefused(look(encrypted), "cannot be decrypted");
    }

    @Test
    void whatWasChangedIsRefused() {
        Document encrypted = Xml.encrypted(signed(), OURS, XMLCipher.AES_128_GCM, XMLCipher.RSA_OAEP);
        Element value = Xml.one(encrypted, "CipherValue");
        String text = value.getTextContent();
        value.setTextContent((text.startsWith("A") ? "B" : "A") + text.substring(1));
        assertRefused(look(encrypted), "cannot be decrypted");
    }

    @Test
    void nothingIsFetchedThatIsEncryptedElsewhere() {
        Document encrypted = Xml.encrypted(signed(), OURS, XMLCipher.AES_128_GCM, XMLCipher.RSA_OAEP);
        Element reference = encrypted.createElementNS(SamlXml.ENCRYPTION, "xenc:CipherReference");
        reference.setAttribute("URI", "http://127.0.0.1:1/");
        Element value = Xml.one(encrypted, "CipherValue");
        value.getParentNode().replaceChild(reference, value);
        assertRefused(look(encrypted), "somewhere else");
    }

    /** What comes out is checked like what came in. */
    @Test
    void anAssertionInsideAnAssertionIsRefused() {
        Document document = new Message().response();
        Element advice = document.createElementNS(SamlXml.ASSERTION, "saml:Advice");
        Element inner = (Element) Xml.one(document, "Assertion").cloneNode(true);
        inner.setAttribute("ID", "_inner");
        Xml.one(document, "Assertion").insertBefore(advice, Xml.one(document, "AuthnStatement"));
        advice.appendChild(inner);
        Document signed = Xml.signed(document, "Assertion", IDP.key());
        Document encrypted = Xml.encrypted(signed, OURS, XMLCipher.AES_128_GCM, XMLCipher.RSA_OAEP);
        assertRefused(look(encrypted), "has several");
    }

    @Test
    void whatIsNoAssertionIsRefused() {
        Document document = Xml.signed(new Message().response(), "Assertion", IDP.key());
        Element assertion = Xml.one(document, "Assertion");
        document.renameNode(assertion, "urn:other", "other:Assertion");
        Document encrypted =
                Xml.encrypted(Xml.parsed(Xml.text(document)), OURS, XMLCipher.AES_128_GCM, XMLCipher.RSA_OAEP);
        assertRefused(look(encrypted), "no assertion of SAML");
    }

    @Test
    void twoEncryptedAssertionsAreOneTooMany() {
        Document encrypted = Xml.encrypted(signed(), OURS, XMLCipher.AES_128_GCM, XMLCipher.RSA_OAEP);
        Element first = Xml.one(encrypted, "EncryptedAssertion");
        first.getParentNode().appendChild(first.cloneNode(true));
        assertRefused(look(encrypted), "has several");
    }

    @Test
    void aSecondKeyIsOneTooMany() {
        Document encrypted = Xml.encrypted(signed(), OURS, XMLCipher.AES_128_GCM, XMLCipher.RSA_OAEP);
        Element key = Xml.one(encrypted, "EncryptedKey");
        key.getParentNode().appendChild(key.cloneNode(true));
        assertRefused(look(encrypted), "must have one EncryptedKey");
    }

    @Test
    void withoutAKeyNoneCanBeRead() {
        verifier = new SamlVerifier(Parties.settings(folder, false, null), ACS, TOKEN_ENDPOINT, CLOCK);
        Document encrypted = Xml.encrypted(signed(), OURS, XMLCipher.AES_128_GCM, XMLCipher.RSA_OAEP);
        assertRefused(look(encrypted), "no key and certificate for that");
    }

    private static Document signed() {
        return Xml.signed(new Message().response(), "Assertion", IDP.key());
    }

    private static Element method(Document document, String of) {
        return SamlXml.child(Xml.one(document, of), SamlXml.ENCRYPTION, "EncryptionMethod")
                .orElseThrow();
    }

    private SamlOutcome look(Document document) {
        return verifier.ofResponse(Xml.base64(document), REQUEST);
    }
}
