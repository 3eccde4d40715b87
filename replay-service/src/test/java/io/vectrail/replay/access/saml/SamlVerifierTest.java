package io.vectrail.replay.access.saml;

import static io.vectrail.replay.access.saml.Parties.ACS;
import static io.vectrail.replay.access.saml.Parties.CLOCK;
import static io.vectrail.replay.access.saml.Parties.IDP;
import static io.vectrail.replay.access.saml.Parties.IDP_EC;
import static io.vectrail.replay.access.saml.Parties.NOW;
import static io.vectrail.replay.access.saml.Parties.REQUEST;
import static io.vectrail.replay.access.saml.Parties.STRANGER;
import static io.vectrail.replay.access.saml.Parties.TOKEN_ENDPOINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vectrail.replay.access.saml.SamlOutcome.Known;
import io.vectrail.replay.access.saml.SamlOutcome.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

/** Somebody is let in by a response that is signed, and meant for this service and this login, now; every other one is refused. */
class SamlVerifierTest {

    @TempDir
    Path folder;

    private SamlVerifier verifier;

    @BeforeEach
    void configure() {
        verifier = Parties.verifier(folder);
    }

    @Test
    void theResponseMayBeSigned() {
        assertThat(look(Xml.signed(new Message().response(), "Response", IDP.key())))
                .isInstanceOfSatisfying(Known.class, known -> {
                    SamlIdentity identity = known.identity();
                    assertThat(identity.subject()).isEqualTo("saml:alice");
                    assertThat(identity.groups()).containsExactly("auditors", "research");
                    assertThat(identity.assertion()).isEqualTo("_assertion");
                    assertThat(identity.issued()).isEqualTo(NOW.minusSeconds(5));
                    assertThat(identity.expires()).isEqualTo(NOW.plusSeconds(360));
                    assertThat(identity.nameId().value()).isEqualTo("alice");
                    assertThat(identity.sessionIndex()).isEqualTo("_session");
                    assertThat(identity.sessionEnds()).isNull();
                });
    }

    @Test
    void theAssertionMayBeSigned() {
        assertKnown(look(signed(new Message())));
    }

    @Test
    void bothMayBeSigned() {
        assertKnown(look(Xml.signed(signed(new Message()), "Response", IDP.key())));
    }

    @Test
    void anyRegisteredKeyCounts() {
        Xml.Signing signing = Xml.Signing.USUAL.method(Xml.ECDSA_SHA256);
        assertKnown(look(Xml.signed(new Message().response(), "Assertion", IDP_EC.key(), signing)));
    }

    @Test
    void aSessionAtTheProviderEndsWhenItSays() {
        Message message = new Message().with("ends", " SessionNotOnOrAfter=\"" + NOW.plusSeconds(900) + "\"");
        assertThat(look(signed(message)))
                .isInstanceOfSatisfying(
                        Known.class,
                        known -> assertThat(known.identity().sessionEnds()).isEqualTo(NOW.plusSeconds(900)));
    }

    @Test
    void groupsHaveTheNamesThatTheyHaveHere() {
        SamlSettings settings = Parties.settings(folder, true, Map.of("research", "labs"));
        verifier = new SamlVerifier(settings, ACS, TOKEN_ENDPOINT, CLOCK);
        assertThat(look(signed(new Message())))
                .isInstanceOfSatisfying(
                        Known.class,
                        known -> assertThat(known.identity().groups()).containsExactly("labs"));
    }

    @Test
    void certificatesThatChangeAreSeenAtOnce() throws IOException {
        Files.writeString(folder.resolve("idp.pem"), STRANGER.certificatePem());
        assertRefused(look(signed(new Message())), "by no key of the identity provider");
        Files.writeString(folder.resolve("idp.pem"), IDP.certificatePem());
        assertKnown(look(signed(new Message())));
        Files.delete(folder.resolve("idp.pem"));
        // By no fault of whoever brings it.
        assertThat(look(signed(new Message())))
                .isInstanceOfSatisfying(
                        SamlOutcome.Unusable.class,
                        unusable -> assertThat(unusable.reason()).contains("certificates cannot be used", "idp.pem"));
    }

    /** A minute is what clocks may be off; a second more is too much. */
    @ParameterizedTest
    @CsvSource({
        "issuer, https://evil.example, by another issuer",
        "responseIssuer, https://evil.example, by another issuer",
        "audience, https://other.example, audience",
        "recipient, https://other.example/acs, another recipient",
        "confirmedRequest, _other, not in response",
        "request, _other, not in response",
        "notBefore, 2026-11-30T12:01:01Z, not valid yet",
        "notOnOrAfter, 2026-11-30T11:59:00Z, has expired",
        "confirmedUntil, 2026-11-30T11:59:00Z, has expired",
        "confirmedUntil, 2026-12-01T12:00:01Z, more than 24 hours",
        "early, ' NotBefore=\"2026-11-30T12:01:01Z\"', not valid yet",
        "issued, 2026-11-30T12:01:01Z, issued in the future",
        "ends, ' SessionNotOnOrAfter=\"2026-11-30T11:59:00Z\"', session at the provider has ended",
        "destination, ' Destination=\"https://other.example/acs\"', another destination",
        "status, AuthnFailed, not Success",
        "version, 2.1, version",
        "assertionVersion, 2.1, version",
        "nameId, '', no NameID",
        "name, ' alice', white space",
        "name, '', subject is missing",
        "format, ' Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\"', transient",
        "conditions, '', audience",
        "confirmed, '', not in response",
        "answers, '', not in response",
        "confirmation, '', bearer",
        "authn, '', does not say that somebody signed in",
    })
    void whatIsNotMeantForThisLoginIsRefused(String part, String otherwise, String reason) {
        assertRefused(look(signed(new Message().with(part, otherwise))), reason);
    }

    @ParameterizedTest
    @CsvSource({
        "notBefore, 2026-11-30T12:01:00Z",
        "notOnOrAfter, 2026-11-30T11:59:01Z",
        "confirmedUntil, 2026-11-30T11:59:00.001Z",
        "notOnOrAfter, 2026-11-30T12:00:30",
        "notOnOrAfter, 2026-11-30T13:00:30+01:00",
        "issued, 2026-11-30T12:01:00Z",
        "destination, ''",
    })
    void clocksMayBeAMinuteOff(String part, String otherwise) {
        assertKnown(look(signed(new Message().with(part, otherwise))));
    }

    @Test
    void whomTheProviderLetsInNotIsNotLetIn() {
        Document response =
                new Message().with("status", "Requester").with("assertions", "").response();
        assertRefused(look(Xml.signed(response, "Response", IDP.key())), "let nobody in");
    }

    @Test
    void keysOfAnotherKindAreRefusedAtOnce() throws IOException {
        SamlSettings settings = Parties.settings(folder);
        Files.writeString(folder.resolve("idp.pem"), Parties.issued("Ed25519").certificatePem());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SamlVerifier(settings, ACS, TOKEN_ENDPOINT, CLOCK))
                .withMessageContaining("idp.pem")
                .withMessageContaining("neither RSA");
    }

    @Test
    void aResponseThatIsSignedMustNameItsDestination() {
        Document response = new Message().with("destination", "").response();
        assertRefused(look(Xml.signed(response, "Response", IDP.key())), "destination");
    }

    @Test
    void aBearerConfirmationAmongOthersIsEnough() {
        String other = "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:sender-vouches\"/>";
        Message message = new Message();
        String first = "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
                + "<saml:SubjectConfirmationData Recipient=\"" + ACS + "\" NotOnOrAfter=\"" + NOW.plusSeconds(60)
                + "\" InResponseTo=\"" + REQUEST + "\"/></saml:SubjectConfirmation>";
        assertKnown(look(signed(message.with("confirmation", other + first))));
        assertRefused(look(signed(new Message().with("confirmation", other))), "bearer");
    }

    @Test
    void eachAudienceRestrictionCounts() {
        String both = "<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction>"
                + "<saml:AudienceRestriction><saml:Audience>https://other.example</saml:Audience></saml:AudienceRestriction>";
        String one = both.replace("</saml:AudienceRestriction><saml:AudienceRestriction>", "");
        assertRefused(look(signed(new Message().with("conditions", both))), "audience");
        assertKnown(look(signed(new Message().with("conditions", one))));
    }

    /** The schema knows three conditions; another one could mean anything. */
    @Test
    void aConditionThatIsNotKnownIsRefused() {
        String conditions =
                "<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction>"
                        + "<saml:OneTimeUse/>";
        assertKnown(look(signed(new Message().with("conditions", conditions))));
        String unknown = conditions + "<saml:Condition xmlns:o=\"urn:o\" xsi:type=\"o:OnMondays\"/>";
        assertRefused(look(signed(new Message().with("conditions", unknown))), "schema");
    }

    @Test
    void moreGroupsThanAnybodyHasAreRefused() {
        assertRefused(look(signed(new Message().with("groups", groups(255)))), "more than 256 groups");
        assertRefused(look(signed(new Message().with("groups", groups(1_000)))), "more than 1000 groups");
        assertKnown(look(signed(new Message().with("groups", groups(254)))));
    }

    @Test
    void aGroupIsATextAndNothingElse() {
        Message message =
                new Message().with("groups", "<saml:AttributeValue><g xmlns=\"urn:g\"/>x</saml:AttributeValue>");
        assertRefused(look(signed(message)), "elements where a text belongs");
    }

    private static String groups(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "<saml:AttributeValue>g" + i + "</saml:AttributeValue>")
                .collect(Collectors.joining());
    }

    @Test
    void aNameThatIsEncryptedIsRefused() {
        String encrypted =
                "<saml:EncryptedID><xenc:EncryptedData xmlns:xenc=\"" + SamlXml.ENCRYPTION + "\"><xenc:CipherData>"
                        + "<xenc:CipherValue>AAAA</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedID>";
        assertRefused(look(signed(new Message().with("nameId", encrypted))), "encrypted data other than an assertion");
    }

    @Test
    void anAssertionIsAcceptedOnce() {
        Document response = signed(new Message());
        assertKnown(look(response));
        assertRefused(look(response), "accepted before");
    }

    @Test
    void whereNoMoreCanBeRememberedNoneIsAccepted() {
        verifier = new SamlVerifier(Parties.settings(folder), ACS, TOKEN_ENDPOINT, CLOCK, 0);
        assertRefused(look(signed(new Message())), "too many");
    }

    private static Document signed(Message message) {
        return Xml.signed(message.response(), "Assertion", IDP.key());
    }

    private SamlOutcome look(Document response) {
        return verifier.ofResponse(Xml.base64(response), REQUEST);
    }

    static void assertKnown(SamlOutcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Known.class,
                        known -> assertThat(known.identity().subject()).isEqualTo("saml:alice"));
    }

    static void assertRefused(SamlOutcome outcome, String reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains(reason));
    }
}
