package io.vectrail.policy.decide;

import io.vectrail.policy.rule.Redaction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What rules take from the vectors of which input, rule by rule. */
public final class Redactions {

    /** Nothing. */
    public static final Redactions NONE = new Redactions();

    /** One rule's, of the inputs that it concerns. */
    private record Step(BitSet inputs, List<Redaction> redactions) {}

    private final List<Step> steps = new ArrayList<>();

    Redactions() {}

    /** @param inputs by index */
    void add(BitSet inputs, List<Redaction> redactions) {
        Step step = new Step(inputs, redactions);
        // Done at once again it changes nothing more; only noise adds up.
        boolean again = !steps.isEmpty()
                && steps.getLast().equals(step)
                && redactions.stream().noneMatch(Redaction.Noise.class::isInstance);
        if (!again) {
            steps.add(step);
        }
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** What is taken from an input's vectors, in the order in which it is applied. */
    List<Redaction> of(int input) {
        List<Redaction> all = new ArrayList<>();
        for (Step step : steps) {
            if (step.inputs.get(input)) {
                all.addAll(step.redactions);
            }
        }
        return all;
    }
}
