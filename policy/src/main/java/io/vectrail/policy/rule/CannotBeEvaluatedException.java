package io.vectrail.policy.rule;

/** A rule could not be evaluated: it blocks, unless it says otherwise. Its message quotes nothing of the request. */
public final class CannotBeEvaluatedException extends Exception {

    public CannotBeEvaluatedException(String reason) {
        super(reason, null, false, false);
    }
}
