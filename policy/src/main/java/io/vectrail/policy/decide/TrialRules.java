package io.vectrail.policy.decide;

import io.vectrail.event.Decision;
import io.vectrail.event.RuleMatch;
import io.vectrail.event.VectorFinding;
import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.provider.EmbeddingRequest;
import java.util.List;

/**
 * What a document on trial would make of a request and its answer: it is recorded, and touches nothing. That holds for its errors,
 * too: they are recorded as a match of no rule.
 */
public final class TrialRules {

    /** Names what is no policy's own error; no policy can have this name. */
    private static final String WHOLE = "(document on trial)";

    private TrialRules() {}

    /**
     * What they make of a request.
     *
     * @param rules all in shadow, as {@link RuleSet#inShadow} gives them
     * @param answers to the {@link RequestRules#questions} of these rules; others may be among them
     */
    public static List<RuleMatch> ofRequest(
            RuleSet rules, Facts facts, EmbeddingRequest request, List<Answer> answers) {
        try {
            List<RuleHit> hits = RequestRules.hits(rules, facts, request, answers, System::nanoTime);
            return Matched.recordedOfTrial(hits.stream().map(RuleHit::matched).toList());
        } catch (TooManyPlacesException e) {
            return List.of(failed(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            return List.of(failed(e));
        }
    }

    /** @param rules all in shadow, as {@link RuleSet#inShadow} gives them */
    public static List<RuleMatch> ofAnswer(RuleSet rules, Facts facts, List<VectorFinding> findings) {
        try {
            return Matched.recordedOfTrial(VectorRules.matched(rules, facts, findings));
        } catch (RuntimeException e) {
            return List.of(failed(e));
        }
    }

    /** Its message may quote the text. */
    private static RuleMatch failed(RuntimeException e) {
        return failed("could not be evaluated: " + e.getClass().getSimpleName());
    }

    private static RuleMatch failed(String error) {
        return new RuleMatch(WHOLE, Decision.UNKNOWN, true, error, List.of(), List.of(), true);
    }
}
