package io.vectrail.replay.alert.desk;

import io.vectrail.replay.alert.Alert;

/** What came of an action. */
public sealed interface Outcome {

    /** It counts. */
    record Done(Alert alert) implements Outcome {}

    /** There is no such alert. */
    record Unknown() implements Outcome {}

    /**
     * Its state does not allow it: somebody was before.
     *
     * @param alert as it is instead
     */
    record NotAllowed(Alert alert) implements Outcome {}
}
