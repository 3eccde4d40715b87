package io.vectrail.policy.rule;

/** A vector of this form cannot be what a rule asks for, so that it is not released. */
public final class CannotBeExpressedException extends Exception {

    public CannotBeExpressedException(String reason) {
        super(reason, null, false, false);
    }
}
