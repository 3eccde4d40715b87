package io.vectrail.replay.access.saml;

import io.vectrail.runtime.token.SubjectName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an assertion that is the provider's is meant for us, now (SAML 2.0 profiles, section 4.1.4.3; RFC 7522, section 3). */
final class AssertionRules {

    private static final int MOST_CHARACTERS = 256;
    private static final int MOST_GROUPS = 256;

    /** What is to be remembered for longer would fill the memory. */
    private static final Duration LONGEST = Duration.ofHours(24);

    /** Somebody else at each login, so nobody whom a record could name. */
    private static final String TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

    private final SamlSettings settings;

    AssertionRules(SamlSettings settings) {
        this.settings = settings;
    }

    /**
     * What it must answer.
     *
     * @param recipient where it was brought to
     * @param audiences what we are called there; one of them must be named
     * @param inResponseTo the request that asked for it; null: nobody asked
     */
    record Expected(
            URI recipient, Set<String> audiences, @Nullable String inResponseTo) {}

    /** Whom it is about. */
    SamlIdentity judge(SamlAssertion assertion, Expected expected, Instant now) throws RefusedException {
        if (!assertion.issuer().equals(settings.issuer())) {
            throw new RefusedException("its assertion is by another issuer");
        }
        if (early(assertion.issued(), now)) {
            throw new RefusedException("its assertion was issued in the future; compare the clocks");
        }
        checkConditions(assertion, expected, now);
        Instant expires = confirmed(assertion, expected, now);
        SamlAssertion.Session session = assertion.session();
        if (session == null && expected.inResponseTo() != null) {
            throw new RefusedException("its assertion does not say that somebody signed in");
        }
        if (session != null && late(session.ends(), now)) {
            throw new RefusedException("the session at the provider has ended");
        }
        return new SamlIdentity(
                settings.prefix() + ":" + name(assertion.subject()),
                groups(assertion.groups()),
                assertion.id(),
                assertion.issued(),
                expires.plus(settings.clockSkew()),
                assertion.subject(),
                session == null ? null : session.index(),
                session == null ? null : session.ends());
    }

    private void checkConditions(SamlAssertion assertion, Expected expected, Instant now) throws RefusedException {
        if (early(assertion.notBefore(), now)) {
            throw new RefusedException("its assertion is not valid yet");
        }
        if (late(assertion.notOnOrAfter(), now)) {
            throw new RefusedException("its assertion has expired");
        }
        List<Set<String>> audiences = assertion.audiences();
        if (audiences.isEmpty()
                || audiences.stream().anyMatch(each -> Collections.disjoint(each, expected.audiences()))) {
            throw new RefusedException("the audience of its assertion is somebody else, or nobody");
        }
    }

    /** When the last confirmation ends; one of them must hold now. */
    private Instant confirmed(SamlAssertion assertion, Expected expected, Instant now) throws RefusedException {
        RefusedException why = new RefusedException("its assertion is not for whoever brings it (bearer)");
        boolean confirmed = false;
        Instant last = Instant.MIN;
        for (SamlAssertion.Confirmation each : assertion.confirmations()) {
            Instant ends = each.notOnOrAfter();
            if (ends != null && ends.isAfter(now.plus(LONGEST))) {
                throw new RefusedException("its confirmation of the subject is valid for more than 24 hours");
            }
            String wrong = wrong(each, expected, now);
            if (wrong != null) {
                why = new RefusedException("its confirmation of the subject " + wrong);
            } else {
                confirmed = true;
            }
            last = ends != null && ends.isAfter(last) ? ends : last;
        }
        if (!confirmed) {
            throw why;
        }
        return last;
    }

    private @Nullable String wrong(SamlAssertion.Confirmation confirmation, Expected expected, Instant now) {
        if (!expected.recipient().toString().equals(confirmation.recipient())) {
            return "names another recipient, or none";
        }
        if (!Objects.equals(expected.inResponseTo(), confirmation.inResponseTo())) {
            return expected.inResponseTo() == null
                    ? "is in response to a request, and none was made"
                    : "is not in response to the request that was made";
        }
        if (early(confirmation.notBefore(), now)) {
            return "is not valid yet";
        }
        return confirmation.notOnOrAfter() == null || late(confirmation.notOnOrAfter(), now)
                ? "has expired, or says nothing of when it does"
                : null;
    }

    private boolean early(@Nullable Instant time, Instant now) {
        return time != null && time.isAfter(now.plus(settings.clockSkew()));
    }

    private boolean late(@Nullable Instant time, Instant now) {
        return time != null && !now.minus(settings.clockSkew()).isBefore(time);
    }

    private static String name(SamlIdentity.NameId subject) throws RefusedException {
        String name = subject.value();
        String wrong = SubjectName.wrong(name);
        if (wrong != null) {
            throw new RefusedException("its subject " + wrong);
        }
        if (TRANSIENT.equals(subject.format())) {
            throw new RefusedException("its subject has a transient name, which is another one at each login; have the"
                    + " provider send a persistent one, or an address");
        }
        return name;
    }

    private List<String> groups(List<String> claimed) throws RefusedException {
        Map<String, String> names = settings.groupNames();
        List<String> groups = names == null
                ? claimed
                : claimed.stream()
                        .map(names::get)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        if (groups.size() > MOST_GROUPS || groups.stream().anyMatch(group -> group.length() > MOST_CHARACTERS)) {
            throw new RefusedException("it lists more than " + MOST_GROUPS + " groups, or one of more than "
                    + MOST_CHARACTERS + " characters");
        }
        return groups;
    }
}
