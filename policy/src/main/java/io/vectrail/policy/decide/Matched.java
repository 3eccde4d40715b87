package io.vectrail.policy.decide;

import io.vectrail.event.RuleDetection;
import io.vectrail.event.RuleMatch;
import io.vectrail.policy.rule.Rule;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule that matched, for the record.
 *
 * @param inputs that it concerns, by index
 * @param counts of what it found, by type
 * @param error why it could not be evaluated; null where it could
 */
record Matched(
        Rule rule,
        BitSet inputs,
        SortedMap<String, Integer> counts,
        @Nullable String error) {

    /** Of one rule. */
    private static final int MOST_ITEMS = 1000;

    /** Of all together: a request may have thousands of inputs, a document a thousand rules, and the record must fit into Kafka. */
    private static final int MOST_ITEMS_IN_ALL = 10_000;

    /** Of all together: of each there is a name. */
    private static final int MOST_TYPES_IN_ALL = 5000;

    /** What part of that a document on trial has. */
    private static final int TRIAL = 5;

    /** As they are recorded: where there are many, each names the first of its inputs and types. */
    static List<RuleMatch> recorded(List<Matched> all) {
        int items = Math.min(MOST_ITEMS, share(MOST_ITEMS_IN_ALL, all));
        int types = share(MOST_TYPES_IN_ALL, all);
        return all.stream().map(each -> each.recorded(items, types, false)).toList();
    }

    /** The same of a document on trial, whose matches are recorded beside those of the one in force and leave them their room. */
    static List<RuleMatch> recordedOfTrial(List<Matched> all) {
        int items = Math.min(MOST_ITEMS, share(MOST_ITEMS_IN_ALL / TRIAL, all));
        int types = share(MOST_TYPES_IN_ALL / TRIAL, all);
        return all.stream().map(each -> each.recorded(items, types, true)).toList();
    }

    private static int share(int most, List<Matched> all) {
        return Math.max(1, most / Math.max(1, all.size()));
    }

    private RuleMatch recorded(int items, int types, boolean trial) {
        return new RuleMatch(
                rule.name(),
                rule.action().decision(),
                rule.shadow(),
                error,
                inputs.stream().limit(items).boxed().toList(),
                counts.entrySet().stream()
                        .limit(types)
                        .map(count -> new RuleDetection(count.getKey(), count.getValue()))
                        .toList(),
                trial);
    }
}
