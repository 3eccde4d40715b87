package io.vectrail.policy.decide;

import io.vectrail.policy.detect.type.Recognizer;
import io.vectrail.policy.rule.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What some rules together look for.
 *
 * @param thresholds of each type, the least score from which one of them takes a value for it
 * @param all whether a condition of theirs asks for whatever was found
 */
record Wishes(Map<String, Double> thresholds, boolean all) {

    static Wishes of(List<Rule> rules) {
        Map<String, Double> thresholds = new HashMap<>();
        boolean all = false;
        for (Rule rule : rules) {
            rule.thresholds().forEach((type, threshold) -> thresholds.merge(type, threshold, Math::min));
            all |= rule.asksForDetections();
        }
        return new Wishes(thresholds, all);
    }

    boolean include(Finding finding) {
        Double threshold = thresholds.get(finding.type());
        return (threshold != null && finding.score() >= threshold) || (all && finding.score() >= Recognizer.THRESHOLD);
    }
}
