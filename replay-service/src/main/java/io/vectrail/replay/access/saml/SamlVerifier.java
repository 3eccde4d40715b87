package io.vectrail.replay.access.saml;

import static io.vectrail.replay.access.saml.SamlXml.ASSERTION;
import static io.vectrail.replay.access.saml.SamlXml.PROTOCOL;
import static io.vectrail.replay.access.saml.SamlXml.attribute;
import static io.vectrail.replay.access.saml.SamlXml.child;

import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Tells whom an identity provider's assertion is about: one that a browser brings as the answer to a request (SAML 2.0 profiles, section 4.1;
 * HTTP-POST binding), or one that stands by itself (RFC 7522). Each is accepted once. Thread-safe; needs nothing but the settings' files.
 */
public final class SamlVerifier {

    /** Of Base64 with line breaks, for 256 KiB. */
    private static final int MOST_CHARACTERS = 360 * 1024;

    private static final int MOST_SEEN = 100_000;
    private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

    private final SamlSettings settings;
    private final URI acs;
    private final URI tokenEndpoint;
    private final Clock clock;
    private final SamlKeys keys;
    private final AssertionRules rules;
    private final SeenAssertions seen;

    /**
     * Verifies what that provider says.
     *
     * @param acs where browsers bring responses to (AssertionConsumerService)
     * @param tokenEndpoint where assertions are brought to by themselves
     * @throws IllegalArgumentException when a file of the settings cannot be used; names it and says what to do
     */
    public SamlVerifier(SamlSettings settings, URI acs, URI tokenEndpoint, Clock clock) {
        this(settings, acs, tokenEndpoint, clock, MOST_SEEN);
    }

    SamlVerifier(SamlSettings settings, URI acs, URI tokenEndpoint, Clock clock, int mostSeen) {
        this.settings = settings;
        this.acs = acs;
        this.tokenEndpoint = tokenEndpoint;
        this.clock = clock;
        this.keys = new SamlKeys(settings);
        this.rules = new AssertionRules(settings);
        this.seen = new SeenAssertions(mostSeen);
    }

    /**
     * Looks at a response that a browser brought.
     *
     * @param samlResponse the form's field SAMLResponse: Base64
     * @param request the id of the request that this browser was sent away with
     */
    public SamlOutcome ofResponse(String samlResponse, String request) {
        try {
            Document document = SamlXml.parse(decoded(samlResponse, Base64.getDecoder()));
            return known(
                    assertion(document, request),
                    new AssertionRules.Expected(acs, Set.of(settings.entityId()), request));
        } catch (RefusedException e) {
            return new SamlOutcome.Refused(String.valueOf(e.getMessage()));
        } catch (UnusableFilesException e) {
            return new SamlOutcome.Unusable(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Looks at an assertion that somebody shows at the token endpoint.
     *
     * @param assertion the parameter assertion: Base64 in the alphabet for addresses
     */
    public SamlOutcome ofAssertion(String assertion) {
        try {
            Document document = SamlXml.parse(decoded(assertion, Base64.getUrlDecoder()));
            SamlShape.checkAssertion(document.getDocumentElement());
            SamlSchema.check(document);
            Element root = document.getDocumentElement();
            if (!SamlSignature.isOn(root)) {
                throw new RefusedException("its assertion is not signed");
            }
            Set<String> audiences = Set.of(settings.entityId(), tokenEndpoint.toString());
            return known(
                    SamlSignature.verified(root, providerKeys()),
                    new AssertionRules.Expected(tokenEndpoint, audiences, null));
        } catch (RefusedException e) {
            return new SamlOutcome.Refused(String.valueOf(e.getMessage()));
        } catch (UnusableFilesException e) {
            return new SamlOutcome.Unusable(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] decoded(String text, Base64.Decoder base64) throws RefusedException {
        if (text.length() > MOST_CHARACTERS) {
            throw new RefusedException("it is larger than 256 KiB");
        }
        try {
            return base64.decode(text.replaceAll("[\\r\\n\\t ]", ""));
        } catch (IllegalArgumentException e) {
            // What it says quotes a character.
            throw new RefusedException("it is no Base64");
        }
    }

    private List<PublicKey> providerKeys() {
        try {
            return keys.provider();
        } catch (IllegalArgumentException e) {
            throw new UnusableFilesException("the provider's certificates cannot be used: " + e.getMessage());
        }
    }

    /** The assertion of a response, as a signature of the provider covers it. */
    private Element assertion(Document document, String request) throws RefusedException {
        Element response = document.getDocumentElement();
        Element assertion = SamlShape.assertionIn(response);
        SamlSchema.check(document);
        List<PublicKey> trusted = providerKeys();
        boolean signed = SamlSignature.isOn(response);
        if (signed) {
            response = SamlSignature.verified(response, trusted);
            assertion = SamlShape.assertionIn(response);
        }
        checkResponse(response, signed, request);
        if (SamlXml.is(assertion, ASSERTION, "EncryptedAssertion")) {
            assertion = decrypted(assertion, signed);
        }
        if (SamlSignature.isOn(assertion)) {
            return SamlSignature.verified(assertion, trusted);
        }
        if (!signed) {
            throw new RefusedException("neither it nor its assertion is signed");
        }
        return assertion;
    }

    private Element decrypted(Element encrypted, boolean signed) throws RefusedException {
        SamlKeys.Own own;
        try {
            own = keys.own();
        } catch (IllegalArgumentException e) {
            throw new UnusableFilesException("the key for encrypted assertions cannot be used: " + e.getMessage());
        }
        if (own == null) {
            throw new RefusedException(
                    "its assertion is encrypted, and login.saml has no key and certificate for that");
        }
        Element assertion = SamlDecryption.decrypted(encrypted, signed, own.key());
        SamlShape.checkAssertion(assertion);
        SamlSchema.check(assertion.getOwnerDocument());
        return assertion;
    }

    private void checkResponse(Element response, boolean signed, String request) throws RefusedException {
        if (!attribute(response, "Version").orElse("").equals("2.0")) {
            throw new RefusedException("it is not of version 2.0");
        }
        Optional<String> destination = attribute(response, "Destination").map(String::strip);
        // One that is signed must say so (SAML 2.0 bindings, section 3.5.5.2).
        if (destination.isEmpty() ? signed : !destination.get().equals(acs.toString())) {
            throw new RefusedException("it is meant for another destination, or for none");
        }
        Optional<Element> issuer = child(response, ASSERTION, "Issuer");
        if (issuer.isPresent() && !SamlAssertion.text(issuer.get()).strip().equals(settings.issuer())) {
            throw new RefusedException("it is by another issuer");
        }
        if (!attribute(response, "InResponseTo").equals(Optional.of(request))) {
            throw new RefusedException("it is not in response to the request that was made");
        }
        boolean success = child(response, PROTOCOL, "Status")
                .flatMap(status -> child(status, PROTOCOL, "StatusCode"))
                .flatMap(code -> attribute(code, "Value"))
                .equals(Optional.of(SUCCESS));
        if (!success) {
            throw new RefusedException("the provider let nobody in (its status is not Success)");
        }
    }

    private SamlOutcome known(Element verified, AssertionRules.Expected expected) throws RefusedException {
        Instant now = clock.instant();
        SamlIdentity identity = rules.judge(SamlAssertion.of(verified, settings.groups()), expected, now);
        seen.accept(identity.assertion(), now, identity.expires());
        return new SamlOutcome.Known(identity);
    }
}
