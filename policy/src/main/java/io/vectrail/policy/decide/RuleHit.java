package io.vectrail.policy.decide;

import io.vectrail.policy.rule.CannotBeEvaluatedException;
import io.vectrail.policy.rule.Rule;
import io.vectrail.policy.rule.When;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule that has a say in a request.
 *
 * @param found the places of what it looks for; nothing where it looks for nothing. Its own are those in {@code concerned}
 * @param concerned by {@link Places#bit}: where it found something or, where it looks for nothing, all inputs; and its condition
 *     holds
 * @param error why it could not be evaluated; null where it could
 * @param lacking whether it could not since nobody knows all that it looks for
 * @param exceeded of a limit: why the request is refused; null of others
 */
record RuleHit(
        Rule rule,
        List<Places> found,
        BitSet concerned,
        @Nullable String error,
        boolean lacking,
        @Nullable String exceeded) {

    RuleHit(Rule rule, List<Places> found, BitSet concerned, @Nullable String error, boolean lacking) {
        this(rule, found, concerned, error, lacking, null);
    }

    /** Of a limit that the request exceeds as a whole: no input is to blame. */
    RuleHit exceeded(String reason) {
        return new RuleHit(rule, List.of(), new BitSet(), null, false, reason);
    }

    /**
     * The rules that have a say, in the document's order.
     *
     * @param inputs how many the request has
     */
    static List<RuleHit> of(List<Rule> rules, Found found, int inputs, Conditions conditions) {
        BitSet all = new BitSet();
        all.set(Places.bit(0), Places.bit(inputs));
        List<RuleHit> hits = new ArrayList<>();
        for (Rule rule : rules) {
            List<Places> places = found.wantedBy(rule);
            BitSet mayConcern = rule.looks() ? inputs(places) : all;
            String lack = found.lackFor(rule);
            if (lack != null) {
                hits.add(new RuleHit(rule, places, mayConcern, lack, true));
                continue;
            }
            try {
                BitSet concerned = holding(rule.when(), mayConcern, conditions);
                if (!concerned.isEmpty()) {
                    hits.add(new RuleHit(rule, places, concerned, null, false));
                }
            } catch (CannotBeEvaluatedException e) {
                hits.add(new RuleHit(rule, places, inputs(places), String.valueOf(e.getMessage()), false));
            }
        }
        return hits;
    }

    private static BitSet inputs(List<Places> found) {
        if (found.size() == 1) {
            return found.getFirst().inputs();
        }
        BitSet inputs = new BitSet();
        found.forEach(places -> inputs.or(places.inputs()));
        return inputs;
    }

    private static BitSet holding(@Nullable When when, BitSet mayConcern, Conditions conditions)
            throws CannotBeEvaluatedException {
        if (when == null) {
            return mayConcern;
        }
        BitSet holding = new BitSet();
        for (int bit = mayConcern.nextSetBit(0); bit >= 0; bit = mayConcern.nextSetBit(bit + 1)) {
            holding.set(bit, conditions.hold(when, bit + Passage.NO_ITEM));
        }
        return holding;
    }

    /** Whether something beside the inputs concerns it. */
    boolean beside() {
        return concerned.get(Places.bit(Passage.NO_ITEM));
    }

    /** The inputs that it concerns, by index. */
    BitSet items() {
        return concerned.get(Places.bit(0), Math.max(Places.bit(0), concerned.length()));
    }

    Matched matched() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        found.forEach(places -> counts.merge(places.type(), places.count(concerned), Integer::sum));
        counts.values().removeIf(count -> count == 0);
        return new Matched(rule, items(), counts, error);
    }
}
