package io.vectrail.policy.decide;

import io.vectrail.event.RuleMatch;
import io.vectrail.policy.rule.Action;
import io.vectrail.policy.rule.Rate;
import io.vectrail.policy.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request takes of a rule's limits over time, if it goes on. Whoever asked counts it, and refuses what would be too much.
 *
 * @param rule whose limits; one in shadow is counted and refuses nothing
 * @param limit the rule's
 * @param whose the caller's subject or, where groups share a counter, those of the rule's that the caller is in; at least one
 * @param vectors that it asks for; at least one
 */
public record Use(Rule rule, Action.Limit limit, List<String> whose, int vectors) {

    public Use {
        whose = List.copyOf(whose);
    }

    /** How much of a rate it is. */
    public long amount(Rate rate) {
        return switch (rate.of()) {
            case REQUESTS_PER_MINUTE -> 1;
            case VECTORS_PER_DAY -> vectors;
        };
    }

    /** Why the request is refused where a rate has not so much left. */
    public String reason(Rate rate) {
        return "policy " + rule.name() + " lets " + rate.most() + " "
                + rate.of().words() + " pass, of each " + (limit.perGroup() ? "group" : "caller");
    }

    /**
     * The rule, for the record.
     *
     * @param error why it could not be counted; null where it was, and there was not so much left
     */
    public RuleMatch match(@Nullable String error) {
        return new RuleMatch(rule.name(), limit.decision(), rule.shadow(), error, List.of(), List.of(), false);
    }
}
