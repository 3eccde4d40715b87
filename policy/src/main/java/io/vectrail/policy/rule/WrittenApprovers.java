package io.vectrail.policy.rule;

import io.vectrail.runtime.config.Problems;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who must consent, as it stands in the document.
 *
 * @param groups of whom; everybody with the role approver where it is left out
 * @param each whether each of the groups must consent; any of them where it is left out
 * @param count how many different people, 1 to 10, of each group where each must; 1 where it is left out
 * @param hours when they may consent; at any time where it is left out
 * @param reason required, as where it is left out, or optional
 * @param webhooks webhooks of the replay service's configuration, by name
 * @param escalate further people who may decide after a while
 */
public record WrittenApprovers(
        @Nullable List<String> groups,
        @Nullable Boolean each,
        @Nullable Integer count,
        Hours.@Nullable Written hours,
        @Nullable String reason,
        @Nullable List<String> webhooks,
        @Nullable WrittenEscalation escalate) {

    static final WrittenApprovers ANYBODY = new WrittenApprovers(null, null, null, null, null, null, null);

    private static final int MOST_GROUPS = 16;
    private static final int MOST_GROUP_CHARACTERS = 256;
    private static final int MOST_PEOPLE = 10;

    /**
     * Further people.
     *
     * @param after how long nobody must have decided
     * @param groups of whom
     * @param webhooks webhooks that are told then, by name
     */
    public record WrittenEscalation(
            @Nullable Duration after,
            @Nullable List<String> groups,
            @Nullable List<String> webhooks) {

        Approvers.Escalation escalation(Duration expire, Problems problems) {
            Duration wait = after == null ? Duration.ZERO : after;
            problems.at("after")
                    .check(
                            wait.isPositive() && wait.compareTo(expire) < 0,
                            "must be a duration above 0 and below expire, such as 10m");
            problems.at("groups").check(groups != null && !groups.isEmpty(), "names the groups that may decide then");
            return new Approvers.Escalation(
                    wait, named(groups, problems.at("groups")), WebhookList.of(webhooks, problems.at("webhooks")));
        }
    }

    /**
     * The approvers.
     *
     * @param expire how long they can decide
     * @param problems at their place: where it is noted what does not validate
     */
    Approvers approvers(Duration expire, Problems problems) {
        List<String> of = named(groups, problems.at("groups"));
        boolean every = Boolean.TRUE.equals(each);
        int people = count == null ? 1 : count;
        problems.at("count").check(people >= 1 && people <= MOST_PEOPLE, "must be 1 to " + MOST_PEOPLE);
        problems.at("each").check(!every || !of.isEmpty(), "needs groups, of which each must consent");
        problems.at("reason")
                .check(
                        reason == null || reason.equals("required") || reason.equals("optional"),
                        "must be required or optional");
        return new Approvers(
                of,
                every,
                people,
                hours == null ? null : hours.hours(problems.at("hours")),
                !"optional".equals(reason),
                WebhookList.of(webhooks, problems.at("webhooks")),
                escalate == null ? null : escalate.escalation(expire, problems.at("escalate")));
    }

    private static List<String> named(@Nullable List<String> groups, Problems problems) {
        if (groups == null) {
            return List.of();
        }
        problems.check(
                !groups.isEmpty() && groups.size() <= MOST_GROUPS,
                "lists 1 to " + MOST_GROUPS + "; leave it out where everybody with the role approver may decide");
        return problems
                .each(groups, group -> {
                    if (group.isBlank() || group.length() > MOST_GROUP_CHARACTERS) {
                        throw new IllegalArgumentException(
                                "is no group's name: 1 to " + MOST_GROUP_CHARACTERS + " characters");
                    }
                    return group;
                })
                .stream()
                .distinct()
                .toList();
    }
}
