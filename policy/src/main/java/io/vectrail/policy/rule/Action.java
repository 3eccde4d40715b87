package io.vectrail.policy.rule;

import io.vectrail.event.Decision;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * The request waits until people consent.
     *
     * @param approvers who
     * @param hold how long its caller's connection waits, 0 or more
     * @param expire how long it can be decided on
     * @param grant how long its caller may repeat it afterwards; 0: that request alone goes on
     * @param sameText whether only the same text may be repeated
     */
    record Approve(Approvers approvers, Duration hold, Duration expire, Duration grant, boolean sameText)
            implements Action {

        /** How long at most a request can be decided on, and a grant lasts. */
        public static final Duration LONGEST = Duration.ofDays(7);

        @Override
        public Decision decision() {
            return Decision.APPROVE;
        }
    }

    /** Each value is replaced. */
    record Mask(MaskStyle style) implements Action {

        @Override
        public Decision decision() {
            return Decision.MASK;
        }
    }

    /**
     * A request is refused that is larger than a bound, or that would be one too many. What a condition is asked of is counted of
     * the inputs of which it holds, and bytes and requests of the requests that have such an input.
     *
     * @param bytes of its body, as it came; null where any number passes
     * @param inputs of one request; null where any number passes
     * @param tokens of one request; null where any number passes
     * @param rates over time
     * @param perGroup whether the callers of a group that the rule matches share its counter; otherwise each caller has one
     */
    record Limit(
            @Nullable Long bytes,
            @Nullable Long inputs,
            @Nullable Long tokens,
            List<Rate> rates,
            boolean perGroup) implements Action {

        public Limit {
            rates = List.copyOf(rates);
        }

        @Override
        public Decision decision() {
            return Decision.BLOCK;
        }
    }
}
