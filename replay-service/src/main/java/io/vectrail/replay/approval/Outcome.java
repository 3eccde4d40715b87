package io.vectrail.replay.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.Eligibility;
import org.jspecify.annotations.Nullable;

/** What came of a decision. */
public sealed interface Outcome {

    /** It counts. */
    record Decided(Approval approval) implements Outcome {}

    /** It does not count, and so was not written or is passed over. */
    sealed interface Refused extends Outcome {}

    /** There is no such approval, as far as anything can still be decided on it. */
    record Unknown() implements Refused {}

    /**
     * It was decided before, or its time is over.
     *
     * @param state that it is in instead
     * @param by who decided; null where nobody did
     */
    record NotOpen(String state, @Nullable String by) implements Refused {}

    /** This person has consented before. */
    record ConsentedBefore() implements Refused {}

    /** This person may not. */
    record NotEligible(Eligibility why) implements Refused {}

    /** They must say why. */
    record ReasonMissing() implements Refused {}

    /** A program asks, and a person decides. */
    record NotAPerson() implements Refused {}
}
