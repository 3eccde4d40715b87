package io.vectrail.replay.access.saml;

import static io.vectrail.replay.access.saml.Parties.IDP;
import static io.vectrail.replay.access.saml.Parties.IDP_EC;
import static io.vectrail.replay.access.saml.Parties.REQUEST;
import static io.vectrail.replay.access.saml.Parties.STRANGER;
import static io.vectrail.replay.access.saml.SamlVerifierTest.assertKnown;
import static io.vectrail.replay.access.saml.SamlVerifierTest.assertRefused;

import io.vectrail.replay.access.saml.Xml.Signing;
import java.nio.file.Path;
import java.security.Key;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Only signatures of the provider's registered keys count, made as SAML has them made, with what is still good today. */
class SamlSignatureTest {

    @TempDir
    Path folder;

    private SamlVerifier verifier;

    @BeforeEach
    void configure() {
        verifier = Parties.verifier(folder);
    }

    @Test
    void withoutASignatureNothingIsBelieved() {
        assertRefused(look(new Message().response()), "neither it nor its assertion is signed");
    }

    @Test
    void aStrangersSignatureIsRefused() {
        assertRefused(signed(STRANGER.key(), Signing.USUAL), "by no key of the identity provider");
    }

    @Test
    void theKeyThatADocumentShowsIsNotLookedAt() {
        Signing shown = Signing.USUAL.showing(STRANGER.certificate().getPublicKey());
        assertRefused(signed(STRANGER.key(), shown), "by no key of the identity provider");
        assertKnown(signed(IDP.key(), shown));
    }

    @Test
    void whatWasChangedIsRefused() {
        Document document = Xml.signed(new Message().response(), "Assertion", IDP.key());
        Xml.one(document, "NameID").setTextContent("admin");
        assertRefused(look(document), "changed since");
    }

    @Test
    void aSignatureValueThatWasChangedIsRefused() {
        Document document = Xml.signed(new Message().response(), "Assertion", IDP.key());
        Document other = Xml.signed(new Message().with("name", "bob").response(), "Assertion", IDP.key());
        Xml.one(document, "SignatureValue")
                .setTextContent(Xml.one(other, "SignatureValue").getTextContent());
        assertRefused(look(document), "changed since");
    }

    /** One that is good saves no other one. */
    @Test
    void bothSignaturesMustBeGood() {
        Document inside = Xml.signed(new Message().response(), "Assertion", STRANGER.key());
        assertRefused(look(Xml.signed(inside, "Response", IDP.key())), "by no key");
        Document outside = Xml.signed(new Message().response(), "Assertion", IDP.key());
        assertRefused(look(Xml.signed(outside, "Response", STRANGER.key())), "by no key");
    }

    @Test
    void sha1IsRefusedAsASignature() {
        assertRefused(signed(IDP.key(), Signing.USUAL.method(Xml.RSA_SHA1)), "other than RSA or ECDSA, and SHA-2");
    }

    @Test
    void sha1IsRefusedAsADigest() {
        assertRefused(signed(IDP.key(), Signing.USUAL.digest(DigestMethod.SHA1)), "digest other than SHA-2");
    }

    /** Everybody has the public key; whoever takes it for a secret is fooled. */
    @Test
    void hmacWithThePublicKeyAsItsSecretIsRefused() {
        Key secret = new SecretKeySpec(IDP.certificate().getPublicKey().getEncoded(), "HmacSHA256");
        assertRefused(signed(secret, Signing.USUAL.method(Xml.HMAC_SHA256)), "other than RSA or ECDSA");
    }

    @Test
    void strongerDigestsAreGood() {
        Signing signing = Signing.USUAL
                .method("http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1")
                .digest(DigestMethod.SHA512);
        assertKnown(signed(IDP.key(), signing));
    }

    @Test
    void anXpathThatLeavesOutTheSubjectIsRefused() {
        assertRefused(
                signed(
                        IDP.key(),
                        Signing.USUAL.transforms(
                                Transform.ENVELOPED, Transform.XPATH, CanonicalizationMethod.EXCLUSIVE)),
                "other transforms");
    }

    @Test
    void anXsltIsRefused() {
        assertRefused(
                signed(IDP.key(), Signing.USUAL.transforms(Transform.ENVELOPED, Transform.XSLT)), "other transforms");
    }

    @Test
    void otherCanonicalFormsAreRefused() {
        assertRefused(
                signed(IDP.key(), Signing.USUAL.canonical(CanonicalizationMethod.INCLUSIVE)),
                "exclusive canonical form");
        assertRefused(
                signed(
                        IDP.key(),
                        Signing.USUAL.transforms(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS)),
                "other transforms");
    }

    @Test
    void aSignatureForTheWholeDocumentIsRefused() {
        Document document = Xml.signed(new Message().response(), "Response", IDP.key());
        Xml.one(document, "Reference").setAttribute("URI", "");
        assertRefused(look(document), "another element");
    }

    @Test
    void aSecondReferenceIsRefused() {
        Document document = Xml.signed(new Message().response(), "Response", IDP.key());
        Element reference = Xml.one(document, "Reference");
        reference.getParentNode().appendChild(reference.cloneNode(true));
        assertRefused(look(document), "one Reference");
    }

    @Test
    void anObjectInASignatureIsRefused() {
        Document document = Xml.signed(new Message().response(), "Response", IDP.key());
        Xml.one(document, "Signature").appendChild(document.createElementNS(SamlXml.SIGNATURE, "ds:Object"));
        assertRefused(look(document), "objects of its own");
    }

    @Test
    void aShorterOutputIsRefused() {
        Document document = Xml.signed(new Message().response(), "Response", IDP.key());
        Element length = document.createElementNS(SamlXml.SIGNATURE, "ds:HMACOutputLength");
        length.setTextContent("8");
        Xml.one(document, "SignatureMethod").appendChild(length);
        assertRefused(look(document), "other than RSA or ECDSA");
    }

    @Test
    void aSignatureThatStandsElsewhereIsRefused() {
        Document document = Xml.signed(new Message().response(), "Assertion", IDP.key());
        Xml.one(document, "Status").appendChild(Xml.one(document, "Signature"));
        assertRefused(look(document), "where none belongs");
    }

    @Test
    void aKeyOfAnotherKindMadeNoneOfIt() {
        Signing signing = Signing.USUAL.method(Xml.ECDSA_SHA256);
        assertRefused(
                look(Xml.signed(
                        new Message().with("name", "admin").response(),
                        "Assertion",
                        Parties.STRANGER_EC.key(),
                        signing)),
                "by no key");
        assertKnown(signed(IDP_EC.key(), signing));
    }

    private SamlOutcome signed(Key key, Signing signing) {
        return look(Xml.signed(new Message().response(), "Assertion", key, signing));
    }

    private SamlOutcome look(Document document) {
        return verifier.ofResponse(Xml.base64(document), REQUEST);
    }
}
