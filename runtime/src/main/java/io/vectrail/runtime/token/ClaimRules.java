package io.vectrail.runtime.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an issuer's claims must say, once it is known that they are its own, and whom they tell of. Pure. */
final class ClaimRules {

    private static final int MOST_CHARACTERS = 256;
    private static final int MOST_GROUPS = 256;

    /** The subject of callers that nobody knows; no issuer may give it away. */
    private static final String NOBODY = "anonymous";

    private static final String SOMEBODY_ELSE = "its subject is one that stands for somebody else here";

    private final IssuerSettings issuer;
    private final List<String> prefixes;

    /** @param prefixes of all issuers, each with its colon */
    ClaimRules(IssuerSettings issuer, List<String> prefixes) {
        this.issuer = issuer;
        this.prefixes = Stream.concat(
                        prefixes.stream(), IssuerSettings.OWN_PREFIXES.stream().map(own -> own + ":"))
                .toList();
    }

    /** @param longest how long the claims count without being looked at again, where they do not end before */
    Verification judge(JWTClaimsSet claims, Instant now, Duration longest) {
        try {
            return judged(claims, now, longest);
        } catch (RuntimeException e) {
            // The library's getters throw what they like at odd values.
            return new Verification.Rejected("one of its claims is not what it should be");
        }
    }

    private Verification judged(JWTClaimsSet claims, Instant now, Duration longest) {
        String clientId;
        try {
            String wrong = wrong(claims, now);
            if (wrong != null) {
                return new Verification.Rejected(wrong);
            }
            clientId = clientId(claims);
        } catch (ParseException e) {
            return new Verification.Rejected("one of its claims is not what it should be");
        }
        List<String> parties = issuer.authorizedParties();
        if (!parties.isEmpty() && (clientId == null || !parties.contains(clientId))) {
            return new Verification.Rejected("it was given to a client that is not accepted here");
        }
        Optional<ServiceAccount> account = issuer.serviceAccounts().stream()
                .filter(each -> each.holds(clientId, claims))
                .findFirst();
        if (account.isPresent()) {
            return verified(claims, account.get().client(), account.get().groups(), clientId, now.plus(longest));
        }
        return person(claims, clientId, now.plus(longest));
    }

    private Verification person(JWTClaimsSet claims, @Nullable String clientId, Instant lookedAtAgain) {
        Optional<List<String>> groups = groups(claims);
        if (groups.isEmpty()) {
            return new Verification.Rejected("its groups are no texts");
        }
        Optional<String> subject = subject(claims);
        if (subject.isEmpty()) {
            return new Verification.Rejected("its subject is missing, or no text");
        }
        // Whoever may choose a name could choose that of a program, and be recorded as it.
        if (issuer.serviceAccounts().stream()
                .anyMatch(account -> account.client().equals(subject.get()))) {
            return new Verification.Rejected(SOMEBODY_ELSE);
        }
        return verified(claims, subject.get(), groups.get(), clientId, lookedAtAgain);
    }

    private @Nullable String wrong(JWTClaimsSet claims, Instant now) {
        Date expires = claims.getExpirationTime();
        if (expires == null) {
            return "it has no expiry";
        }
        if (now.isAfter(expires.toInstant().plus(issuer.clockSkew()))) {
            return "it has expired";
        }
        if (early(claims.getNotBeforeTime(), now) || early(claims.getIssueTime(), now)) {
            return "it is not valid yet";
        }
        if (Collections.disjoint(claims.getAudience(), issuer.audience())) {
            return "its audience is somebody else";
        }
        String unmet = issuer.claims().unmet(claims);
        return unmet == null ? null : "its claim " + unmet + " is missing, or does not say what is asked for";
    }

    private boolean early(@Nullable Date time, Instant now) {
        if (time == null) {
            return false;
        }
        Instant from = time.toInstant();
        // A time so late that it is beyond what a number holds has become one before 1970.
        return from.isBefore(Instant.EPOCH) || from.isAfter(now.plus(issuer.clockSkew()));
    }

    private static @Nullable String clientId(JWTClaimsSet claims) throws ParseException {
        String party = claims.getStringClaim("azp");
        return party == null ? claims.getStringClaim("client_id") : party;
    }

    private Optional<String> subject(JWTClaimsSet claims) {
        return Optional.ofNullable(issuer.claims().subject().in(claims))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /** Empty where one of the lists is none. */
    private Optional<List<String>> groups(JWTClaimsSet claims) {
        Set<String> groups = new LinkedHashSet<>();
        for (ClaimPath path : issuer.claims().groups()) {
            Optional<List<String>> listed = path.textsIn(claims);
            if (listed.isEmpty()) {
                return Optional.empty();
            }
            groups.addAll(listed.get());
        }
        Map<String, String> names = issuer.groupNames();
        return Optional.of(
                names == null
                        ? List.copyOf(groups)
                        : groups.stream()
                                .map(names::get)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList());
    }

    private Verification verified(
            JWTClaimsSet claims,
            String subject,
            List<String> groups,
            @Nullable String clientId,
            Instant lookedAtAgain) {
        String wrong = wrongName(subject);
        if (wrong != null) {
            return new Verification.Rejected(wrong);
        }
        if (groups.size() > MOST_GROUPS || groups.stream().anyMatch(group -> group.length() > MOST_CHARACTERS)) {
            return new Verification.Rejected("it lists more than " + MOST_GROUPS + " groups, or one of more than "
                    + MOST_CHARACTERS + " characters");
        }
        Instant ends = claims.getExpirationTime().toInstant().plus(issuer.clockSkew());
        return new Verification.Verified(new VerifiedToken(
                issuer.subject(subject),
                issuer.issuer(),
                groups,
                clientId,
                claims.getJWTID(),
                claims.getIssueTime() == null ? null : claims.getIssueTime().toInstant(),
                ends.isBefore(lookedAtAgain) ? ends : lookedAtAgain));
    }

    private @Nullable String wrongName(String subject) {
        String wrong = SubjectName.wrong(subject);
        if (wrong != null) {
            return "its subject " + wrong;
        }
        if (subject.equals(NOBODY)
                || (issuer.prefix() == null && prefixes.stream().anyMatch(subject::startsWith))) {
            return SOMEBODY_ELSE;
        }
        return null;
    }
}
