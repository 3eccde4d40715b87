package io.vectrail.edge.policy;

import io.vectrail.edge.document.Rule;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.event.Decision;
import io.vectrail.event.RuleMatch;
import io.vectrail.provider.Part;
import io.vectrail.provider.json.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the document's rules make of findings. */
final class Rules {

    private static final PolicyAction ALLOW = new PolicyAction.Allow();

    /** A request may have thousands of inputs and a document hundreds of rules, and their record must fit into Kafka. */
    private static final int MOST_ITEMS = 1000;

    private Rules() {}

    /**
     * Evaluates every rule: the record names all that matched, not only the first.
     *
     * @param groups the caller's
     */
    static Decided decide(List<Rule> rules, String connection, List<String> groups, List<Finding> findings) {
        List<RuleMatch> matches = new ArrayList<>();
        Map<Integer, Replacement> hidden = new TreeMap<>();
        Refusal refusal = null;
        for (Rule rule : rules) {
            List<Finding> found = rule.concerns(connection, groups)
                    ? findings.stream()
                            .filter(finding -> rule.detect().contains(finding.type()))
                            .toList()
                    : List.of();
            if (!found.isEmpty()) {
                matches.add(match(rule, found));
            }
            if (!found.isEmpty() && !rule.shadow()) {
                refusal = refusal == null ? refusal(rule) : refusal;
                found.forEach(finding -> hide(finding, hidden));
            }
        }
        PolicyAction action = refusal == null ? ALLOW : new PolicyAction.Block(refusal, List.copyOf(hidden.values()));
        return new Decided(action, matches, List.of());
    }

    private static RuleMatch match(Rule rule, List<Finding> found) {
        TreeSet<Integer> items = new TreeSet<>();
        found.forEach(finding -> items.add(finding.item()));
        return new RuleMatch(
                rule.name(),
                Decision.BLOCK,
                rule.shadow(),
                null,
                items.stream().limit(MOST_ITEMS).toList());
    }

    private static void hide(Finding finding, Map<Integer, Replacement> hidden) {
        Part part = finding.part();
        if (part != null) {
            hidden.put(part.start(), Replacement.string(part.start(), part.end(), "<" + finding.type() + ">"));
        }
    }

    private static Refusal refusal(Rule rule) {
        return new Refusal(
                RefusalCode.BLOCKED_BY_POLICY,
                "policy " + rule.name() + " does not let this pass; it looks for "
                        + rule.detect().stream().sorted().toList());
    }
}
