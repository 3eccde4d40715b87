package io.vectrail.replay.access.saml;

import static io.vectrail.replay.access.saml.Parties.ACS;
import static io.vectrail.replay.access.saml.Parties.CLOCK;
import static io.vectrail.replay.access.saml.Parties.ENTITY_ID;
import static io.vectrail.replay.access.saml.Parties.SP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A browser is sent to the provider with a request that nobody can guess, and nobody else could have signed. */
class SamlRequestTest {

    @TempDir
    Path folder;

    @Test
    void theRequestSaysWhereToSendTheBrowserBack() throws Exception {
        SamlRequest.Begun begun = request(true).begin();
        assertThat(begun.address().toString()).startsWith("https://idp.example/sso?tenant=a&SAMLRequest=");
        Document document = document(begun.address());
        SamlSchema.check(document);
        Element root = document.getDocumentElement();
        assertThat(root.getAttribute("ID")).isEqualTo(begun.id()).matches("_[0-9a-f]{40}");
        assertThat(root.getAttribute("AssertionConsumerServiceURL")).isEqualTo(ACS.toString());
        assertThat(root.getAttribute("ProtocolBinding")).isEqualTo("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST");
        assertThat(root.getAttribute("Destination")).isEqualTo("https://idp.example/sso?tenant=a");
        assertThat(root.getAttribute("IssueInstant")).isEqualTo("2026-11-30T12:00:00Z");
        assertThat(root.getAttribute("Version")).isEqualTo("2.0");
        assertThat(Xml.one(document, "Issuer").getTextContent()).isEqualTo(ENTITY_ID);
        assertThat(parameters(begun.address())).containsEntry("RelayState", begun.id());
    }

    @Test
    void itIsSignedWhereThereIsAKey() throws Exception {
        URI address = request(true).begin().address();
        String query = address.getRawQuery();
        String signed = query.substring(query.indexOf("SAMLRequest="), query.indexOf("&Signature="));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(SP.certificate().getPublicKey());
        signature.update(signed.getBytes(UTF_8));
        assertThat(signature.verify(
                        Base64.getDecoder().decode(parameters(address).get("Signature"))))
                .isTrue();
        assertThat(signed).endsWith("&SigAlg=http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256");
    }

    @Test
    void itIsNotSignedWhereThereIsNone() {
        assertThat(parameters(request(false).begin().address()))
                .containsOnlyKeys("tenant", "SAMLRequest", "RelayState");
    }

    @Test
    void noTwoHaveTheSameId() {
        SamlRequest request = request(false);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            ids.add(request.begin().id());
        }
        assertThat(ids).hasSize(100);
    }

    @Test
    void aLogoutSaysWhoseSessionEnds() throws Exception {
        URI slo = URI.create("https://idp.example/slo");
        SamlSettings settings = Parties.settings(folder, true, null, slo);
        SamlIdentity.NameId alice = new SamlIdentity.NameId(
                "alice", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent", "https://idp.example", ENTITY_ID);
        URI address = new SamlRequest(settings, ACS, new SecureRandom(), CLOCK)
                .logout(alice, "_session")
                .orElseThrow();
        assertThat(address.toString()).startsWith(slo + "?SAMLRequest=");
        assertThat(parameters(address)).containsKeys("Signature", "SigAlg", "RelayState");
        Document document = document(address);
        SamlSchema.check(document);
        assertThat(document.getDocumentElement().getLocalName()).isEqualTo("LogoutRequest");
        Element name = Xml.one(document, "NameID");
        assertThat(name.getTextContent()).isEqualTo("alice");
        assertThat(name.getAttribute("Format")).endsWith("persistent");
        assertThat(name.getAttribute("NameQualifier")).isEqualTo("https://idp.example");
        assertThat(name.getAttribute("SPNameQualifier")).isEqualTo(ENTITY_ID);
        assertThat(Xml.one(document, "SessionIndex").getTextContent()).isEqualTo("_session");
    }

    @Test
    void aProviderThatTakesNoLogoutIsSentNone() {
        assertThat(request(true).logout(new SamlIdentity.NameId("alice", null, null, null), null))
                .isEmpty();
    }

    @Test
    void theMetadataIsAsTheSchemaSays() throws Exception {
        Document document = metadata(true);
        SamlSchema.check(document);
        assertThat(document.getDocumentElement().getAttribute("entityID")).isEqualTo(ENTITY_ID);
        Element service = Xml.one(document, "AssertionConsumerService");
        assertThat(service.getAttribute("Location")).isEqualTo(ACS.toString());
        assertThat(service.getAttribute("Binding")).isEqualTo("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST");
        Element description = Xml.one(document, "SPSSODescriptor");
        assertThat(description.getAttribute("AuthnRequestsSigned")).isEqualTo("true");
        assertThat(description.getAttribute("WantAssertionsSigned")).isEqualTo("true");
        assertThat(document.getElementsByTagNameNS("*", "KeyDescriptor").getLength())
                .isEqualTo(2);
        String encoded = Base64.getEncoder().encodeToString(SP.certificate().getEncoded());
        assertThat(Xml.one(document, "X509Certificate").getTextContent()).isEqualTo(encoded);
        assertThat(Xml.text(document)).contains("use=\"signing\"").contains("use=\"encryption\"");
    }

    @Test
    void metadataWithoutAKeyHasNone() throws Exception {
        Document document = metadata(false);
        SamlSchema.check(document);
        assertThat(document.getElementsByTagNameNS("*", "KeyDescriptor").getLength())
                .isZero();
        assertThat(Xml.one(document, "SPSSODescriptor").getAttribute("AuthnRequestsSigned"))
                .isEqualTo("false");
    }

    @Test
    void aKeyThatIsNotThatOfTheCertificateIsRefusedAtOnce() throws Exception {
        SamlSettings settings = Parties.settings(folder);
        Files.writeString(folder.resolve("sp.key"), Parties.STRANGER.keyPem());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SamlMetadata(settings, ACS))
                .withMessageContaining("sp.key")
                .withMessageContaining("is not that of its certificate");
        Files.writeString(folder.resolve("sp.pem"), Parties.IDP_EC.certificatePem());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SamlMetadata(settings, ACS))
                .withMessageContaining("for no RSA key");
    }

    private Document metadata(boolean withKey) {
        return Xml.parsed(new SamlMetadata(Parties.settings(folder, withKey, null), ACS).xml());
    }

    private SamlRequest request(boolean withKey) {
        return new SamlRequest(Parties.settings(folder, withKey, null), ACS, new SecureRandom(), CLOCK);
    }

    private static Document document(URI address) throws Exception {
        byte[] deflated = Base64.getDecoder().decode(parameters(address).get("SAMLRequest"));
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated), new Inflater(true))) {
            return SamlXml.parse(in.readAllBytes());
        }
    }

    private static Map<String, String> parameters(URI address) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : address.getRawQuery().split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return parameters;
    }
}
