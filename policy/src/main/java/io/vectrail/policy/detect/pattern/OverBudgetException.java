package io.vectrail.policy.detect.pattern;

/** A pattern cannot be had, alone or beside those before it. */
final class OverBudgetException extends RuntimeException {

    private final int pattern;

    /** @param pattern its index */
    OverBudgetException(int pattern, String reason) {
        super(reason, null, false, false);
        this.pattern = pattern;
    }

    int pattern() {
        return pattern;
    }
}
