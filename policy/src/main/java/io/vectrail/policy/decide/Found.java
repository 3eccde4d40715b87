package io.vectrail.policy.decide;

import io.vectrail.policy.detect.Detection;
import io.vectrail.policy.detect.pattern.TooManyMatchesException;
import io.vectrail.policy.rule.Rule;
import io.vectrail.policy.rule.RuleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a request that rules look for, by type: gathered once, however many rules ask for it. Of what rules in force
 * look for all is here; of what only those in shadow look for, as much as fits.
 */
final class Found {

    /** What is kept of one request for rules in force, and as much again for those in shadow. */
    private static final int MOST_PLACES = 100_000;

    /** Why a rule cannot be evaluated for which something is left out. */
    private static final String TOO_MANY =
            "this request has more than " + MOST_PLACES + " places that policies look for";

    private final Wishes inForce;
    private final Wishes inShadow;
    private final Analyses analyses;
    private final Map<String, OfType> types = new LinkedHashMap<>();

    /** The types of which places were left out. */
    private final Set<String> cut = new HashSet<>();

    private int kept;
    private int keptForShadow;

    /**
     * Of one type.
     *
     * @param findings passage by passage
     * @param scores what the scores that there are let pass, once a rule asked for it: a type has few, and rules may have many
     *     thresholds
     */
    private record OfType(String type, List<Finding> findings, TreeMap<Double, List<Places>> scores) {

        /** Those with a score from this on; none where no score is as high. */
        List<Places> from(double threshold) {
            Map.Entry<Double, List<Places>> least = scores.ceilingEntry(threshold);
            if (least == null) {
                return List.of();
            }
            if (least.getValue().isEmpty()) {
                List<Finding> wanted = findings.stream()
                        .filter(finding -> finding.score() >= least.getKey())
                        .toList();
                scores.put(least.getKey(), List.of(new Places(type, wanted)));
            }
            return scores.getOrDefault(least.getKey(), List.of());
        }
    }

    private Found(List<Rule> rules, Analyses analyses) {
        this.analyses = analyses;
        Map<Boolean, List<Rule>> parts = rules.stream().collect(Collectors.partitioningBy(Rule::shadow));
        inForce = Wishes.of(parts.getOrDefault(false, List.of()));
        inShadow = Wishes.of(parts.getOrDefault(true, List.of()));
    }

    /**
     * Looks for what some rules of a document want.
     *
     * @param analyses what analyzers elsewhere found
     * @throws TooManyPlacesException where those in force want more than is kept
     */
    static Found in(List<Passage> passages, RuleSet document, List<Rule> rules, Analyses analyses)
            throws TooManyPlacesException {
        Found found = new Found(rules, analyses);
        if (rules.stream().noneMatch(rule -> rule.looks() || rule.asksForDetections())) {
            return found;
        }
        try {
            for (Passage passage : passages) {
                for (Finding finding : Finding.in(List.of(passage), document)) {
                    found.add(finding);
                }
                for (Detection analysed : analyses.of(passage)) {
                    found.add(Finding.of(analysed, passage));
                }
            }
        } catch (TooManyMatchesException e) {
            throw new TooManyPlacesException(String.valueOf(e.getMessage()));
        }
        return found;
    }

    private void add(Finding finding) throws TooManyPlacesException {
        if (inForce.include(finding)) {
            if (kept++ == MOST_PLACES) {
                throw new TooManyPlacesException(TOO_MANY);
            }
        } else if (!inShadow.include(finding)) {
            return;
        } else if (keptForShadow++ >= MOST_PLACES) {
            cut.add(finding.type());
            return;
        }
        OfType ofType =
                types.computeIfAbsent(finding.type(), type -> new OfType(type, new ArrayList<>(), new TreeMap<>()));
        ofType.findings.add(finding);
        ofType.scores.putIfAbsent(finding.score(), List.of());
    }

    /** What a rule looks for; none that is empty. */
    List<Places> wantedBy(Rule rule) {
        List<Places> wanted = new ArrayList<>();
        rule.thresholds().forEach((type, threshold) -> {
            OfType ofType = types.get(type);
            if (ofType != null) {
                wanted.addAll(ofType.from(threshold));
            }
        });
        return wanted;
    }

    /** Why nobody knows all that a rule asks for; null where it is known. Of a rule in force no place is left out. */
    @Nullable
    String lackFor(Rule rule) {
        boolean leftOut = !cut.isEmpty()
                && (rule.asksForDetections()
                        || cut.stream().anyMatch(rule.thresholds().keySet()::contains));
        return leftOut ? TOO_MANY : analyses.failureFor(rule);
    }

    /** All with a score from this on, type by type. */
    List<Finding> from(double threshold) {
        return types.values().stream()
                .flatMap(ofType -> ofType.findings.stream())
                .filter(finding -> finding.score() >= threshold)
                .toList();
    }
}
