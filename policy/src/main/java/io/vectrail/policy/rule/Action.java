package io.vectrail.policy.rule;

import io.vectrail.event.Decision;
import java.util.List;

/** What a rule does with what it finds. */
public sealed interface Action {

    /** As it stands in records. */
    Decision decision();

    /**
     * The request is refused.
     *
     * @param perItem only the inputs that have it: each keeps its place, with an empty vector
     */
    record Block(boolean perItem) implements Action {

        @Override
        public Decision decision() {
            return Decision.BLOCK;
        }
    }

    /**
     * Vectors are changed before their caller gets them: those of the inputs in which the rule finds something or, where it looks
     * for nothing, all.
     *
     * @param redactions in the order in which they are applied; at least one
     */
    record RedactVector(List<Redaction> redactions) implements Action {

        public RedactVector {
            redactions = List.copyOf(redactions);
        }

        @Override
        public Decision decision() {
            return Decision.REDACT;
        }
    }

    /** Each value is replaced. */
    record Mask(MaskStyle style) implements Action {

        @Override
        public Decision decision() {
            return Decision.MASK;
        }
    }
}
