package io.vectrail.replay.access.saml;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** An identity provider for whoever runs the service: what it signs is valid now, and for five minutes. */
public final class SamlProvider {

    public static final URI SLO = URI.create("https://idp.example/slo");

    private SamlProvider() {}

    /** How the service knows it. */
    public static SamlSettings settings(Path folder) {
        return Parties.settings(folder, true, null, SLO);
    }

    /**
     * A response about alice, who is in the groups auditors and research, as a form has it.
     *
     * @param request the id of what it answers
     */
    public static String response(URI acs, String request) {
        return response(acs, request, "alice", null);
    }

    /** @param sessionLife of the session at the provider; null: it does not say */
    public static String response(URI acs, String request, String name, @Nullable Duration sessionLife) {
        Instant now = Instant.now();
        Message message = valid(now, acs)
                .with("destination", " Destination=\"" + acs + "\"")
                .with("request", request)
                .with("confirmedRequest", request)
                .with("name", name);
        return Xml.base64(Xml.signed(lasting(message, now, sessionLife).response(), "Response", Parties.IDP.key()));
    }

    /** An assertion about alice by itself, in the alphabet for addresses. */
    public static String assertion(URI tokenEndpoint) {
        return assertion(tokenEndpoint, null);
    }

    /** @param sessionLife of the session at the provider; null: it does not say */
    public static String assertion(URI tokenEndpoint, @Nullable Duration sessionLife) {
        Message message =
                lasting(valid(Instant.now(), tokenEndpoint).with("confirmed", ""), Instant.now(), sessionLife);
        return Xml.base64Url(Xml.signed(message.assertion(), "Assertion", Parties.IDP.key()));
    }

    /** What a form's SAMLResponse says. */
    public static String read(String response) {
        return new String(Base64.getMimeDecoder().decode(response), StandardCharsets.UTF_8);
    }

    /** The assertion of a response, as a program takes it to the token endpoint: by itself, with its own signature. */
    public static String assertionOf(String response) {
        Element assertion = Xml.one(Xml.parsed(read(response)), "Assertion");
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Xml.text(assertion).getBytes(StandardCharsets.UTF_8));
    }

    private static Message lasting(Message message, Instant now, @Nullable Duration sessionLife) {
        return sessionLife == null
                ? message
                : message.with("ends", " SessionNotOnOrAfter=\"" + now.plus(sessionLife) + "\"");
    }

    private static Message valid(Instant now, URI recipient) {
        return new Message()
                .with("id", "_" + UUID.randomUUID())
                .with("issued", now.toString())
                .with("notBefore", now.toString())
                .with("notOnOrAfter", now.plusSeconds(300).toString())
                .with("confirmedUntil", now.plusSeconds(300).toString())
                .with("recipient", recipient.toString());
    }
}
