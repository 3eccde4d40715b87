package io.vectrail.policy.decide;

import io.vectrail.policy.rule.MaskStyle;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is to stand in whose place. Of several rules that want the same place the first says it, and the others cost nothing. */
final class Edits {

    /** Characters by which they may be longer than what they take the place of. */
    private static final int MOST_GROWTH = 1 << 22;

    private final IdentityHashMap<Passage, Map<Long, Edit>> passages = new IdentityHashMap<>();

    /** Of which inputs whose places are dealt with. */
    private final Map<Places, BitSet> done = new HashMap<>();

    private long growth;

    /** Whether they would make texts so much longer that from some place on nothing stands in the values' places. */
    boolean tooLong() {
        return growth > MOST_GROWTH;
    }

    /**
     * Adds the places that a rule found.
     *
     * @param added is told of each that is new
     */
    void add(RuleHit hit, MaskStyle style, Consumer<Finding> added) {
        for (Places places : hit.found()) {
            BitSet before = done.computeIfAbsent(places, fresh -> new BitSet());
            BitSet fresh = (BitSet) hit.concerned().clone();
            fresh.andNot(before);
            before.or(fresh);
            places.each(fresh, finding -> {
                if (add(finding, style)) {
                    added.accept(finding);
                }
            });
        }
    }

    private boolean add(Finding finding, MaskStyle style) {
        Map<Long, Edit> edits = passages.computeIfAbsent(finding.passage(), fresh -> new LinkedHashMap<>());
        long place = (long) finding.start() << Integer.SIZE | finding.end();
        if (edits.containsKey(place)) {
            return false;
        }
        String text = finding.passage().part().text();
        String value = finding.whole() || text == null ? "" : text.substring(finding.start(), finding.end());
        String mask = tooLong() ? "" : style.mask(finding.type(), value);
        growth += Math.max(0, mask.length() - value.length());
        edits.put(place, new Edit(finding.start(), finding.end(), finding.type(), mask));
        return true;
    }

    /** Of one passage, by place. */
    Map<Long, Edit> of(Passage passage) {
        return passages.getOrDefault(passage, Map.of());
    }

    /** Of one passage, these and those of others' that stand in no place of these. */
    List<Edit> with(Edits others, Passage passage) {
        Map<Long, Edit> all = new HashMap<>(others.of(passage));
        all.putAll(of(passage));
        return List.copyOf(all.values());
    }
}
