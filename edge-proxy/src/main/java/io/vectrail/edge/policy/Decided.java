package io.vectrail.edge.policy;

import io.vectrail.event.RuleMatch;
import io.vectrail.event.VectorFinding;
import io.vectrail.policy.decide.Verdict;
import java.util.List;

/**
 * What was decided, and by what.
 *
 * @param action what is to be done
 * @param matches the rules that matched, those in shadow included, in the document's order
 * @param verdict what rules made of the request; of nothing for a response
 * @param vectors what is wrong with the answer's vectors; empty for a request
 */
public record Decided(PolicyAction action, List<RuleMatch> matches, Verdict verdict, List<VectorFinding> vectors) {

    public Decided {
        matches = List.copyOf(matches);
        vectors = List.copyOf(vectors);
    }

    static Decided plainly(PolicyAction action) {
        return new Decided(action, List.of(), Verdict.NOTHING, List.of());
    }
}
