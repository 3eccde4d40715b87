package io.vectrail.policy.decide;

import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.Rule;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.provider.EmbeddingRequest;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a document's rules make of a request. Changes nothing. */
public final class RequestRules {

    private RequestRules() {}

    /**
     * Evaluates every rule that concerns the request on all that it says: the record names all that matched.
     *
     * @param refusal why it is refused in any case, so that all that rules in force find is hidden; null where it is not
     */
    public static Verdict decide(RuleSet rules, Facts facts, EmbeddingRequest request, @Nullable String refusal) {
        return decide(rules, facts, request, refusal, System::nanoTime);
    }

    /** @param clock nanoseconds, from any beginning */
    static Verdict decide(
            RuleSet rules, Facts facts, EmbeddingRequest request, @Nullable String refusal, LongSupplier clock) {
        List<Rule> concerned =
                rules.rules().stream().filter(rule -> rule.concerns(facts)).toList();
        if (concerned.isEmpty()) {
            return Verdict.NOTHING;
        }
        List<Passage> passages = Passage.of(request);
        Found found;
        try {
            found = Found.in(passages, rules, concerned);
        } catch (TooManyPlacesException e) {
            return Verdict.unread(refusal == null ? String.valueOf(e.getMessage()) : refusal);
        }
        Conditions conditions = new Conditions(facts, request, found, clock);
        List<RuleHit> hits = RuleHit.of(concerned, found, request.inputs().size(), conditions);
        if (hits.isEmpty()) {
            return Verdict.NOTHING;
        }
        Enforcement enforcement = new Enforcement(passages, refusal);
        hits.stream().filter(hit -> !hit.rule().shadow()).forEach(enforcement::add);
        return new RecordedVerdict(passages, hits, enforcement).verdict();
    }
}
