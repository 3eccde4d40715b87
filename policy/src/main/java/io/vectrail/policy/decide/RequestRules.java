package io.vectrail.policy.decide;

import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.PresidioDetector;
import io.vectrail.policy.rule.Rule;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.provider.EmbeddingRequest;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a document's rules make of a request. Changes nothing. */
public final class RequestRules {

    private RequestRules() {}

    /**
     * What analyzers elsewhere must be asked before these rules can be evaluated on a request; nothing where no rule that
     * concerns it looks for what they find.
     */
    public static List<Question> questions(RuleSet rules, Facts facts, EmbeddingRequest request) {
        if (rules.analyzers().isEmpty()) {
            return List.of();
        }
        List<PresidioDetector> needed = rules.neededBy(concerned(rules, facts));
        if (needed.isEmpty()) {
            return List.of();
        }
        List<String> texts = Passage.of(request).stream()
                .map(passage -> passage.part().text())
                .filter(Objects::nonNull)
                .toList();
        return needed.stream().map(detector -> new Question(detector, texts)).toList();
    }

    /**
     * Evaluates every rule that concerns the request on all that it says: the record names all that matched.
     *
     * @param answers to the {@link #questions}; a rule that needs one which is not there cannot be evaluated
     * @param refusal why it is refused in any case, so that all that rules in force find is hidden; null where it is not
     */
    public static Verdict decide(
            RuleSet rules, Facts facts, EmbeddingRequest request, List<Answer> answers, @Nullable String refusal) {
        return decide(rules, facts, request, answers, refusal, System::nanoTime);
    }

    /** @param clock nanoseconds, from any beginning */
    static Verdict decide(
            RuleSet rules,
            Facts facts,
            EmbeddingRequest request,
            List<Answer> answers,
            @Nullable String refusal,
            LongSupplier clock) {
        List<Rule> concerned = concerned(rules, facts);
        if (concerned.isEmpty()) {
            return Verdict.NOTHING;
        }
        List<Passage> passages = Passage.of(request);
        Limited limited;
        try {
            limited = hits(rules, concerned, passages, facts, request, answers, clock);
        } catch (TooManyPlacesException e) {
            return Verdict.unread(refusal == null ? String.valueOf(e.getMessage()) : refusal, List.of());
        }
        List<RuleHit> hits = limited.hits();
        List<Use> uses = refusal == null ? limited.uses() : List.of();
        if (hits.isEmpty()) {
            return Verdict.NOTHING.using(uses);
        }
        Enforcement enforcement = new Enforcement(passages, refusal);
        hits.stream().filter(hit -> !hit.rule().shadow()).forEach(enforcement::add);
        String itsRefusal = enforcement.refusal();
        return enforcement.unread() && itsRefusal != null
                ? Verdict.unread(
                        itsRefusal,
                        Matched.recorded(hits.stream().map(RuleHit::matched).toList()))
                : new RecordedVerdict(passages, hits, enforcement).verdict().using(uses);
    }

    /** The rules that match, or could not be evaluated. */
    static List<RuleHit> hits(
            RuleSet rules, Facts facts, EmbeddingRequest request, List<Answer> answers, LongSupplier clock)
            throws TooManyPlacesException {
        List<Rule> concerned = concerned(rules, facts);
        return concerned.isEmpty()
                ? List.of()
                : hits(rules, concerned, Passage.of(request), facts, request, answers, clock)
                        .hits();
    }

    private static Limited hits(
            RuleSet rules,
            List<Rule> concerned,
            List<Passage> passages,
            Facts facts,
            EmbeddingRequest request,
            List<Answer> answers,
            LongSupplier clock)
            throws TooManyPlacesException {
        Analyses analyses = Analyses.of(rules.neededBy(concerned), answers, passages);
        Found found = Found.in(passages, rules, concerned, analyses);
        Conditions conditions = new Conditions(facts, request, found, clock);
        return Limited.of(RuleHit.of(concerned, found, request.inputs().size(), conditions), facts, request);
    }

    private static List<Rule> concerned(RuleSet rules, Facts facts) {
        return rules.rules().stream().filter(rule -> rule.concerns(facts)).toList();
    }
}
