package io.vectrail.document.approval;

import io.vectrail.event.ApprovalRequirement;
import io.vectrail.policy.rule.Action;
import io.vectrail.policy.rule.Approvers;
import io.vectrail.policy.rule.Hours;
import io.vectrail.policy.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one policy asks for before a request goes on, as it stood when the request came.
 *
 * @param rule the policy's name
 * @param ruleHash SHA-256 of the policy as it is written
 * @param groups whose members may decide; everybody with the role where it is empty
 * @param each whether each of them must consent
 * @param count how many different people, 1 or more; of each group where each must
 * @param escalatesAt when members of the further groups may decide, too; null where there are none
 * @param hours when people may consent; null: at any time
 * @param needsReason whether they must say why
 * @param grant for how long the caller may repeat it; 0: that request alone goes on
 * @param sameText whether only the same text may be repeated
 */
public record Requirement(
        String rule,
        String ruleHash,
        List<String> groups,
        boolean each,
        int count,
        @Nullable Instant escalatesAt,
        List<String> escalationGroups,
        @Nullable Hours hours,
        boolean needsReason,
        List<String> webhooks,
        List<String> escalationWebhooks,
        Duration grant,
        boolean sameText) {

    /** Of people and of groups: more than any policy asks for, and so little that all of them are looked at in no time. */
    private static final int MOST = 100;

    public Requirement {
        groups = List.copyOf(groups);
        escalationGroups = List.copyOf(escalationGroups);
        webhooks = List.copyOf(webhooks);
        escalationWebhooks = List.copyOf(escalationWebhooks);
        int most = Math.max(
                Math.max(groups.size(), escalationGroups.size()), Math.max(webhooks.size(), escalationWebhooks.size()));
        if (count < 1 || count > MOST || most > MOST || grant.isNegative() || (each && groups.isEmpty())) {
            throw new IllegalArgumentException("an approval of nobody");
        }
    }

    /** What a policy asks for, of a request that comes at that time. */
    public static Requirement of(Rule rule, Action.Approve approve, Instant at) {
        Approvers who = approve.approvers();
        Approvers.Escalation escalation = who.escalation();
        return new Requirement(
                rule.name(),
                rule.hash(),
                who.groups(),
                who.each(),
                who.count(),
                escalation == null ? null : at.plus(escalation.after()),
                escalation == null ? List.of() : escalation.groups(),
                who.hours(),
                who.needsReason(),
                who.webhooks(),
                escalation == null ? List.of() : escalation.webhooks(),
                approve.grant(),
                approve.sameText());
    }

    /** @throws IllegalArgumentException when nobody could have asked for it */
    static Requirement of(ApprovalRequirement event) {
        return new Requirement(
                event.getRule(),
                event.getRuleHash(),
                event.getGroups(),
                event.getEachGroup(),
                event.getCount(),
                event.getEscalatesAt(),
                event.getEscalationGroups(),
                event.getHours() == null ? null : Hours.parse(event.getHours()),
                event.getNeedsReason(),
                event.getWebhooks(),
                event.getEscalationWebhooks(),
                Duration.ofMillis(event.getGrantMillis()),
                event.getSameText());
    }

    /** As it is recorded. */
    public ApprovalRequirement event() {
        return new ApprovalRequirement(
                rule,
                ruleHash,
                groups,
                each,
                count,
                escalatesAt,
                escalationGroups,
                hours == null ? null : hours.text(),
                needsReason,
                webhooks,
                escalationWebhooks,
                grant.toMillis(),
                sameText);
    }

    /** Whether two ask for the same policy, unchanged. */
    boolean isOf(Requirement other) {
        return rule.equals(other.rule) && ruleHash.equals(other.ruleHash);
    }

    /**
     * Whether a consent counts here.
     *
     * @param requester whose request it is
     */
    public Eligibility eligibility(Consent consent, String requester) {
        if (consent.subject().equals(requester)) {
            return Eligibility.REQUESTER;
        }
        if (!mayDecide(consent.groups(), consent.at())) {
            return Eligibility.NO_GROUP;
        }
        if (needsReason && consent.reason().isBlank()) {
            return Eligibility.NO_REASON;
        }
        return hours != null && !hours.contain(consent.at()) ? Eligibility.OUT_OF_HOURS : Eligibility.ELIGIBLE;
    }

    /** Whether members of these groups may decide at that time. */
    public boolean mayDecide(Collection<String> memberOf, Instant at) {
        return groups.isEmpty() || !Collections.disjoint(groups, memberOf) || standsIn(memberOf, at);
    }

    private boolean standsIn(Collection<String> memberOf, Instant at) {
        return escalatesAt != null && !at.isBefore(escalatesAt) && !Collections.disjoint(escalationGroups, memberOf);
    }

    /**
     * Whether enough different people have consented. Somebody of two groups counts for one of them, whichever leaves it met: places and
     * people are matched (augmenting paths; H. W. Kuhn, The Hungarian method, 1955).
     */
    public boolean metBy(List<Consent> consents, String requester) {
        List<Consent> counting = consents.stream()
                .filter(consent -> eligibility(consent, requester) == Eligibility.ELIGIBLE)
                .toList();
        if (!each) {
            return counting.stream().map(Consent::subject).distinct().count() >= count;
        }
        Map<String, Integer> placeOf = new HashMap<>();
        List<String> places = new ArrayList<>();
        groups.forEach(group -> places.addAll(Collections.nCopies(count, group)));
        for (int place = 0; place < places.size(); place++) {
            if (!fill(place, places, counting, placeOf, new HashSet<>())) {
                return false;
            }
        }
        return true;
    }

    private boolean fill(
            int place, List<String> places, List<Consent> consents, Map<String, Integer> placeOf, Set<String> tried) {
        for (Consent consent : consents) {
            boolean fits = consent.groups().contains(places.get(place)) || standsIn(consent.groups(), consent.at());
            if (fits && tried.add(consent.subject())) {
                Integer taken = placeOf.get(consent.subject());
                if (taken == null || fill(Objects.requireNonNull(taken), places, consents, placeOf, tried)) {
                    placeOf.put(consent.subject(), place);
                    return true;
                }
            }
        }
        return false;
    }
}
