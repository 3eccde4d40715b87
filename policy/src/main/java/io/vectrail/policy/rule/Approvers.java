package io.vectrail.policy.rule;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who must consent before a request goes on.
 *
 * @param groups of whom; nobody in particular, and so everybody who may approve at all, where it is empty
 * @param each whether each of the groups must consent, and not any
 * @param count how many different people, 1 or more; of each group where each must
 * @param hours when they may consent; null: at any time
 * @param needsReason whether they must say why
 * @param webhooks webhooks that are told, by name
 * @param escalation what happens when they do not decide; null: nothing
 */
public record Approvers(
        List<String> groups,
        boolean each,
        int count,
        @Nullable Hours hours,
        boolean needsReason,
        List<String> webhooks,
        @Nullable Escalation escalation) {

    public Approvers {
        groups = List.copyOf(groups);
        webhooks = List.copyOf(webhooks);
    }

    /**
     * Further people who may decide after a while.
     *
     * @param after since the request was held
     * @param groups of whom, beside the others; at least one
     * @param webhooks webhooks that are told then, by name
     */
    public record Escalation(Duration after, List<String> groups, List<String> webhooks) {

        public Escalation {
            groups = List.copyOf(groups);
            webhooks = List.copyOf(webhooks);
        }
    }
}
