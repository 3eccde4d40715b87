package io.vectrail.policy.decide;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The places of one type: of those that overlap, the longest. Made once, and shared by all rules that want them; each rule says
 * by a set of inputs which of them are its own.
 */
final class Places {

    private static final Comparator<Finding> LONGEST_FIRST = Comparator.comparingInt(
                    (Finding finding) -> finding.start() - finding.end())
            .thenComparingInt(Finding::start);

    private final String type;
    private final List<Finding> findings;
    private final BitSet inputs = new BitSet();

    /** @param findings of the type, passage by passage */
    Places(String type, List<Finding> findings) {
        this.type = type;
        this.findings = distinct(findings);
        this.findings.forEach(finding -> inputs.set(bit(finding.passage().item())));
    }

    /**
     * An input in a set of them.
     *
     * @param item its index; {@link Passage#NO_ITEM} for what stands beside the inputs
     */
    static int bit(int item) {
        return item - Passage.NO_ITEM;
    }

    String type() {
        return type;
    }

    /** Those that have one. */
    BitSet inputs() {
        return inputs;
    }

    /** How many there are in some inputs. */
    int count(BitSet among) {
        if (findings.isEmpty() || !among.intersects(inputs)) {
            return 0;
        }
        BitSet others = (BitSet) inputs.clone();
        others.andNot(among);
        if (others.isEmpty()) {
            return findings.size();
        }
        int[] count = {0};
        each(among, finding -> count[0]++);
        return count[0];
    }

    /** Those in some inputs, passage by passage in the text's order. */
    void each(BitSet among, Consumer<Finding> what) {
        if (among.intersects(inputs)) {
            for (Finding finding : findings) {
                if (among.get(bit(finding.passage().item()))) {
                    what.accept(finding);
                }
            }
        }
    }

    /** A place that one reading of a text finds may lie within one that another finds. */
    private static List<Finding> distinct(List<Finding> findings) {
        List<Finding> kept = new ArrayList<>();
        for (int from = 0, to; from < findings.size(); from = to) {
            Passage passage = findings.get(from).passage();
            for (to = from; to < findings.size() && findings.get(to).passage().equals(passage); to++) {
                // To the end of what was found in this passage.
            }
            kept.addAll(apart(findings.subList(from, to)));
        }
        return kept;
    }

    /** Of one passage. */
    private static List<Finding> apart(List<Finding> findings) {
        TreeMap<Integer, Integer> ends = new TreeMap<>();
        List<Finding> kept = new ArrayList<>();
        for (Finding finding : findings.stream().sorted(LONGEST_FIRST).toList()) {
            int end = Math.max(finding.end(), finding.start() + 1);
            Map.Entry<Integer, Integer> before = ends.lowerEntry(end);
            if (before == null || before.getValue() <= finding.start()) {
                ends.put(finding.start(), end);
                kept.add(finding);
            }
        }
        kept.sort(Comparator.comparingInt(Finding::start));
        return kept;
    }
}
