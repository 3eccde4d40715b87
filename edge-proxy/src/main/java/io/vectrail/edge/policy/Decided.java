package io.vectrail.edge.policy;

import io.vectrail.event.RuleMatch;
import io.vectrail.event.VectorFinding;
import java.util.List;

/**
 * What was decided, and by what.
 *
 * @param action what is to be done
 * @param matches the rules that matched, those in shadow included, in the document's order
 * @param vectors what is wrong with the answer's vectors; empty for a request
 */
public record Decided(PolicyAction action, List<RuleMatch> matches, List<VectorFinding> vectors) {

    public Decided {
        matches = List.copyOf(matches);
        vectors = List.copyOf(vectors);
    }

    static Decided plainly(PolicyAction action) {
        return new Decided(action, List.of(), List.of());
    }
}
