package io.vectrail.policy.decide;

import io.vectrail.policy.rule.Action;
import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.Rate;
import io.vectrail.policy.rule.Rule;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.TokenCount;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What limits make of a request.
 *
 * @param hits the rules that have a say: of limits those that the request exceeds, or that could not be evaluated
 * @param uses what the others count over time
 */
record Limited(List<RuleHit> hits, List<Use> uses) {

    /** @param hits of all rules, each limit with the inputs that it concerns */
    static Limited of(List<RuleHit> hits, Facts facts, EmbeddingRequest request) {
        if (!anyLimit(hits)) {
            return new Limited(hits, List.of());
        }
        List<RuleHit> left = new ArrayList<>();
        List<Use> uses = new ArrayList<>();
        for (RuleHit hit : hits) {
            if (!(hit.rule().action() instanceof Action.Limit limit) || hit.error() != null) {
                left.add(hit);
                continue;
            }
            BitSet inputs = hit.items();
            String bound = exceeded(hit.rule().name(), limit, inputs, facts, request);
            if (bound != null) {
                left.add(hit.exceeded(bound));
            } else if (!limit.rates().isEmpty()) {
                uses.add(new Use(hit.rule(), limit, whose(hit.rule(), limit, facts), inputs.cardinality()));
            }
        }
        return new Limited(left, uses);
    }

    private static boolean anyLimit(List<RuleHit> hits) {
        for (RuleHit hit : hits) {
            if (hit.rule().action() instanceof Action.Limit) {
                return true;
            }
        }
        return false;
    }

    private static List<String> whose(Rule rule, Action.Limit limit, Facts facts) {
        return limit.perGroup()
                ? facts.groups().stream()
                        .filter(rule.match().groups()::contains)
                        .distinct()
                        .toList()
                : List.of(facts.subject());
    }

    /** Why the request is refused, however much is left; null where it is not. */
    private static @Nullable String exceeded(
            String name, Action.Limit limit, BitSet inputs, Facts facts, EmbeddingRequest request) {
        Long bytes = limit.bytes();
        if (bytes != null && facts.bytes() > bytes) {
            return bound(name, bytes, "bytes", "send fewer inputs at once, or shorter ones");
        }
        Long count = limit.inputs();
        if (count != null && inputs.cardinality() > count) {
            return bound(name, count, "inputs", "send fewer at once");
        }
        for (Rate rate : limit.rates()) {
            if (rate.of() == Rate.Of.VECTORS_PER_DAY && inputs.cardinality() > rate.most()) {
                return bound(name, rate.most(), "inputs", "no day has room for more vectors; send fewer at once");
            }
        }
        Long tokens = limit.tokens();
        if (tokens != null && TokenCount.exceeds(request, inputs, tokens)) {
            return bound(name, tokens, "tokens", "send fewer inputs at once, or shorter ones");
        }
        return null;
    }

    private static String bound(String name, long most, String what, String todo) {
        return "policy " + name + " lets requests of at most " + most + " " + what + " pass; " + todo;
    }
}
