package io.vectrail.policy.decide;

import io.vectrail.event.RuleMatch;
import io.vectrail.event.VectorFault;
import io.vectrail.event.VectorFinding;
import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.GatewayType;
import io.vectrail.policy.rule.Rule;
import io.vectrail.policy.rule.RuleSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a document's rules make of what is wrong with an answer's vectors. */
public final class VectorRules {

    /** No rule matched. */
    public static final Verdict NOTHING = new Verdict(null, List.of());

    private VectorRules() {}

    /**
     * What was decided.
     *
     * @param refusal why the answer is not released; null where it is
     * @param matches the rules that matched, those in shadow included, in the document's order
     */
    public record Verdict(@Nullable String refusal, List<RuleMatch> matches) {

        public Verdict {
            matches = List.copyOf(matches);
        }
    }

    public static Verdict decide(RuleSet rules, Facts facts, List<VectorFinding> findings) {
        List<Matched> matches = matched(rules, facts, findings);
        String refusal = matches.stream()
                .map(Matched::rule)
                .filter(rule -> !rule.shadow())
                .findFirst()
                .map(Enforcement::reason)
                .orElse(null);
        return new Verdict(refusal, Matched.recorded(matches));
    }

    /** The rules that match, in the document's order. */
    static List<Matched> matched(RuleSet rules, Facts facts, List<VectorFinding> findings) {
        Map<GatewayType, BitSet> inputs = new EnumMap<>(GatewayType.class);
        for (VectorFinding finding : findings) {
            GatewayType type = type(finding.getFault());
            if (type != null) {
                BitSet those = inputs.computeIfAbsent(type, fresh -> new BitSet());
                finding.getItems().forEach(those::set);
            }
        }
        List<Matched> matches = new ArrayList<>();
        for (Rule rule : rules.rules()) {
            Matched matched = matched(rule, inputs);
            if (!matched.counts().isEmpty() && rule.concerns(facts)) {
                matches.add(matched);
            }
        }
        return matches;
    }

    private static Matched matched(Rule rule, Map<GatewayType, BitSet> inputs) {
        BitSet items = new BitSet();
        SortedMap<String, Integer> counts = new TreeMap<>();
        inputs.forEach((type, those) -> {
            if (rule.wants(type.name(), 1)) {
                items.or(those);
                counts.put(type.name(), those.cardinality());
            }
        });
        return new Matched(rule, items, counts, null);
    }

    private static @Nullable GatewayType type(VectorFault fault) {
        return switch (fault) {
            case NOT_FINITE -> GatewayType.VECTOR_NOT_FINITE;
            case ALL_ZERO -> GatewayType.VECTOR_ALL_ZERO;
            case DIMENSIONS -> GatewayType.VECTOR_DIMENSIONS;
            // An answer with more or fewer vectors than inputs is refused without a rule.
            case COUNT, UNKNOWN -> null;
        };
    }
}
