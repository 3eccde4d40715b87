package io.vectrail.replay.access.saml;

import static io.vectrail.replay.access.saml.Parties.IDP;
import static io.vectrail.replay.access.saml.Parties.NOW;
import static io.vectrail.replay.access.saml.Parties.REQUEST;
import static io.vectrail.replay.access.saml.Parties.STRANGER;
import static io.vectrail.replay.access.saml.Parties.TOKEN_ENDPOINT;
import static io.vectrail.replay.access.saml.SamlVerifierTest.assertKnown;
import static io.vectrail.replay.access.saml.SamlVerifierTest.assertRefused;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

/** An assertion by itself is good at the token endpoint, once; one for a browser's login is not, nor the other way round (RFC 7522). */
class BearerAssertionTest {

    @TempDir
    Path folder;

    private SamlVerifier verifier;

    @BeforeEach
    void configure() {
        verifier = Parties.verifier(folder);
    }

    private static Message message() {
        return new Message().with("recipient", TOKEN_ENDPOINT.toString()).with("confirmed", "");
    }

    @Test
    void itIsGoodOnce() {
        Document signed = signed(message());
        assertKnown(look(signed));
        assertRefused(look(signed), "accepted before");
    }

    @Test
    void itsAudienceMayBeTheTokenEndpoint() {
        assertKnown(look(signed(message().with("audience", TOKEN_ENDPOINT.toString()))));
    }

    @Test
    void itNeedSayNothingOfALogin() {
        assertKnown(look(signed(message().with("authn", ""))));
    }

    @Test
    void itMustBeSignedByTheProvider() {
        assertRefused(look(message().assertion()), "not signed");
        assertRefused(look(Xml.signed(message().assertion(), "Assertion", STRANGER.key())), "by no key");
    }

    @ParameterizedTest
    @CsvSource({
        "recipient, https://vectrail.example/login/saml/acs, another recipient",
        "confirmed, ' InResponseTo=\"_4f6a\"', in response to a request",
        "audience, https://other.example, audience",
        "issuer, https://evil.example, by another issuer",
        "confirmedUntil, 2026-11-30T11:59:00Z, has expired",
        "notOnOrAfter, 2026-11-30T11:59:00Z, has expired",
        "notBefore, 2026-11-30T12:01:01Z, not valid yet",
    })
    void whatIsNotMeantForTheTokenEndpointIsRefused(String part, String otherwise, String reason) {
        assertRefused(look(signed(message().with(part, otherwise))), reason);
    }

    @Test
    void oneOfALoginIsNoneForPrograms() {
        assertRefused(look(signed(new Message())), "another recipient");
        Document login = Xml.signed(message().response(), "Assertion", IDP.key());
        assertRefused(verifier.ofResponse(Xml.base64(login), REQUEST), "another recipient");
    }

    /** Both ways in share what was seen. */
    @Test
    void oneThatWasGoodForALoginIsNotGoodOnceMore() {
        String both = "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
                + "<saml:SubjectConfirmationData Recipient=\"%s\" NotOnOrAfter=\"" + NOW.plusSeconds(60)
                + "\"%s/></saml:SubjectConfirmation>";
        String confirmation =
                both.formatted(TOKEN_ENDPOINT, "") + both.formatted(Parties.ACS, " InResponseTo=\"" + REQUEST + "\"");
        Message message = new Message().with("confirmation", confirmation);
        Document login = Xml.signed(message.response(), "Assertion", IDP.key());
        assertKnown(verifier.ofResponse(Xml.base64(login), REQUEST));
        assertRefused(look(signed(message)), "accepted before");
    }

    @Test
    void aWholeResponseIsNoAssertion() {
        assertRefused(look(Xml.signed(message().response(), "Response", IDP.key())), "no assertion of SAML");
    }

    private static Document signed(Message message) {
        return Xml.signed(message.assertion(), "Assertion", IDP.key());
    }

    private SamlOutcome look(Document assertion) {
        return verifier.ofAssertion(Xml.base64Url(assertion));
    }
}
