package io.vectrail.replay.access.saml;

import static io.vectrail.replay.access.saml.Parties.ACS;
import static io.vectrail.replay.access.saml.Parties.ENTITY_ID;
import static io.vectrail.replay.access.saml.Parties.ISSUER;
import static io.vectrail.replay.access.saml.Parties.NOW;
import static io.vectrail.replay.access.saml.Parties.REQUEST;

import java.util.LinkedHashMap;
import java.util.Map;
import org.w3c.dom.Document;

/**
 * A response of the identity provider as text, unsigned. Each part can be said otherwise: {@code with(name, value)} for a value, and for a
 * whole piece of XML.
 */
final class Message {

    private static final String RESPONSE = """
            <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" \
            ID="_response" Version="{version}" IssueInstant="{issued}"{destination}{answers}>\
            <saml:Issuer>{responseIssuer}</saml:Issuer>{extensions}\
            <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:{status}"/></samlp:Status>\
            {assertions}</samlp:Response>""";

    private static final String ASSERTION = """
            <saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ID="{id}" Version="{assertionVersion}" IssueInstant="{issued}">\
            <saml:Issuer>{issuer}</saml:Issuer>\
            <saml:Subject>{nameId}{confirmation}</saml:Subject>\
            <saml:Conditions NotBefore="{notBefore}" NotOnOrAfter="{notOnOrAfter}">{conditions}</saml:Conditions>\
            {authn}\
            <saml:AttributeStatement><saml:Attribute Name="groups">\
            <saml:AttributeValue xsi:type="xs:string">auditors</saml:AttributeValue>\
            <saml:AttributeValue>research</saml:AttributeValue>{groups}</saml:Attribute>\
            <saml:Attribute Name="mail"><saml:AttributeValue>a@b.example</saml:AttributeValue></saml:Attribute>\
            </saml:AttributeStatement></saml:Assertion>""";

    private final Map<String, String> parts = new LinkedHashMap<>();

    Message() {
        with("assertions", ASSERTION);
        with("version", "2.0").with("issued", NOW.minusSeconds(5).toString());
        with("destination", " Destination=\"" + ACS + "\"").with("answers", " InResponseTo=\"{request}\"");
        with("responseIssuer", ISSUER).with("extensions", "").with("status", "Success");
        with("id", "_assertion").with("assertionVersion", "2.0").with("groups", "");
        with("nameId", "<saml:NameID{format}>{name}</saml:NameID>");
        with("issuer", ISSUER).with("format", "").with("name", "alice");
        with("confirmation", """
                <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData \
                Recipient="{recipient}"{early} NotOnOrAfter="{confirmedUntil}"{confirmed}/></saml:SubjectConfirmation>""");
        with("recipient", ACS.toString()).with("early", "").with("confirmed", " InResponseTo=\"{confirmedRequest}\"");
        with("confirmedUntil", NOW.plusSeconds(300).toString());
        with("notBefore", NOW.minusSeconds(5).toString())
                .with("notOnOrAfter", NOW.plusSeconds(300).toString());
        with(
                "conditions",
                "<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction>");
        with("authn", """
                <saml:AuthnStatement AuthnInstant="{issued}" SessionIndex="_session"{ends}><saml:AuthnContext>\
                <saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport\
                </saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>""");
        with("ends", "").with("audience", ENTITY_ID);
        with("request", REQUEST).with("confirmedRequest", REQUEST);
    }

    Message with(String part, String text) {
        parts.put(part, text);
        return this;
    }

    /** One without a response around it, for the token endpoint. */
    Document assertion() {
        return Xml.parsed(filled(ASSERTION));
    }

    Document response() {
        return Xml.parsed(text());
    }

    String text() {
        return filled(RESPONSE);
    }

    private String filled(String template) {
        String filled = template;
        String before;
        do {
            before = filled;
            for (Map.Entry<String, String> part : parts.entrySet()) {
                filled = filled.replace("{" + part.getKey() + "}", part.getValue());
            }
        } while (!filled.equals(before));
        return filled;
    }
}
