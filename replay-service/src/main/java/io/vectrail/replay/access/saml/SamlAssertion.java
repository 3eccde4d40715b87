package io.vectrail.replay.access.saml;

import static io.vectrail.replay.access.saml.SamlXml.ASSERTION;
import static io.vectrail.replay.access.saml.SamlXml.attribute;
import static io.vectrail.replay.access.saml.SamlXml.child;
import static io.vectrail.replay.access.saml.SamlXml.children;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What an assertion says, before anything of it is believed (SAML 2.0 core, section 2).
 *
 * @param audiences each one a restriction, which names whom it is for; all restrictions count
 * @param groups values of the attributes that were asked for
 * @param session null where it says nothing of how somebody signed in
 */
record SamlAssertion(
        String id,
        Instant issued,
        String issuer,
        SamlIdentity.NameId subject,
        List<Confirmation> confirmations,
        @Nullable Instant notBefore,
        @Nullable Instant notOnOrAfter,
        List<Set<String>> audiences,
        List<String> groups,
        @Nullable Session session) {

    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    private static final Set<String> CONDITIONS = Set.of("AudienceRestriction", "OneTimeUse", "ProxyRestriction");
    private static final int MOST_VALUES = 1_000;

    /** That whoever brings it is its subject, if all of this holds. */
    record Confirmation(
            @Nullable String recipient,
            @Nullable String inResponseTo,
            @Nullable Instant notBefore,
            @Nullable Instant notOnOrAfter) {}

    /**
     * At the provider.
     *
     * @param ends the earliest that it says; null: it does not
     */
    record Session(@Nullable String index, @Nullable Instant ends) {}

    /** @param assertion as the schema says */
    static SamlAssertion of(Element assertion, List<String> groupAttributes) throws RefusedException {
        if (!attribute(assertion, "Version").orElse("").equals("2.0")) {
            throw new RefusedException("its assertion is not of version 2.0");
        }
        Element subject = required(assertion, "Subject");
        Element nameId = required(subject, "NameID");
        Element conditions = required(assertion, "Conditions");
        Instant issued = time(assertion, "IssueInstant");
        if (issued == null) {
            throw new RefusedException("its assertion does not say when it was issued");
        }
        return new SamlAssertion(
                attribute(assertion, "ID").orElse(""),
                issued,
                text(required(assertion, "Issuer")).strip(),
                new SamlIdentity.NameId(
                        text(nameId),
                        attribute(nameId, "Format").orElse(null),
                        attribute(nameId, "NameQualifier").orElse(null),
                        attribute(nameId, "SPNameQualifier").orElse(null)),
                confirmations(subject),
                time(conditions, "NotBefore"),
                time(conditions, "NotOnOrAfter"),
                audiences(conditions),
                values(assertion, groupAttributes),
                session(assertion));
    }

    private static Element required(Element parent, String name) throws RefusedException {
        return child(parent, ASSERTION, name).orElseThrow(() -> new RefusedException("its assertion has no " + name));
    }

    private static List<Confirmation> confirmations(Element subject) throws RefusedException {
        List<Confirmation> confirmations = new ArrayList<>();
        for (Element each : children(subject, ASSERTION, "SubjectConfirmation")) {
            Element data = child(each, ASSERTION, "SubjectConfirmationData").orElse(null);
            if (attribute(each, "Method").orElse("").equals(BEARER) && data != null) {
                confirmations.add(new Confirmation(
                        attribute(data, "Recipient").orElse(null),
                        attribute(data, "InResponseTo").orElse(null),
                        time(data, "NotBefore"),
                        time(data, "NotOnOrAfter")));
            }
        }
        return List.copyOf(confirmations);
    }

    private static List<Set<String>> audiences(Element conditions) throws RefusedException {
        List<Set<String>> audiences = new ArrayList<>();
        for (Node child = conditions.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (!(child instanceof Element condition)) {
                continue;
            }
            // One that is not known is not met (section 2.5.1).
            if (!CONDITIONS.contains(condition.getLocalName())) {
                throw new RefusedException("its assertion has a condition that is not known here");
            }
            if (condition.getLocalName().equals("AudienceRestriction")) {
                Set<String> named = new HashSet<>();
                for (Element audience : children(condition, ASSERTION, "Audience")) {
                    named.add(text(audience).strip());
                }
                audiences.add(Set.copyOf(named));
            }
        }
        return List.copyOf(audiences);
    }

    private static List<String> values(Element assertion, List<String> names) throws RefusedException {
        List<String> values = new ArrayList<>();
        for (Element statement : children(assertion, ASSERTION, "AttributeStatement")) {
            for (Element attribute : children(statement, ASSERTION, "Attribute")) {
                if (names.contains(attribute(attribute, "Name").orElse(""))) {
                    for (Element value : children(attribute, ASSERTION, "AttributeValue")) {
                        values.add(text(value).strip());
                    }
                }
            }
        }
        if (values.size() > MOST_VALUES) {
            throw new RefusedException("it lists more than " + MOST_VALUES + " groups");
        }
        return values.stream().filter(value -> !value.isEmpty()).distinct().toList();
    }

    private static @Nullable Session session(Element assertion) throws RefusedException {
        List<Element> statements = children(assertion, ASSERTION, "AuthnStatement");
        if (statements.isEmpty()) {
            return null;
        }
        String index = null;
        Instant ends = null;
        for (Element statement : statements) {
            index = index == null ? attribute(statement, "SessionIndex").orElse(null) : index;
            Instant end = time(statement, "SessionNotOnOrAfter");
            ends = ends == null || (end != null && end.isBefore(ends)) ? end : ends;
        }
        return new Session(index, ends);
    }

    /** Of an element that has nothing but text in it. */
    static String text(Element element) throws RefusedException {
        if (SamlXml.elements(element).count() > 1) {
            throw new RefusedException("it has elements where a text belongs");
        }
        return element.getTextContent();
    }

    /** Always UTC, whether it says so or not (section 1.3.3). */
    static @Nullable Instant time(Element element, String name) throws RefusedException {
        String text = attribute(element, name).map(String::strip).orElse(null);
        if (text == null) {
            return null;
        }
        try {
            boolean zoned = text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})$");
            return zoned
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new RefusedException("its " + name + " is no time");
        }
    }
}
