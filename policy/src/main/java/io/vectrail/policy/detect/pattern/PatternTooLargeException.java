package io.vectrail.policy.detect.pattern;

/** A pattern needs too large an automaton, alone or beside others. */
public final class PatternTooLargeException extends IllegalArgumentException {

    private final transient String pattern;

    PatternTooLargeException(String pattern, OverBudgetException cause) {
        super(
                "pattern \"" + Source.shown(pattern) + "\": " + cause.getMessage()
                        + "; make its repetitions smaller or unbounded, split it into several, or look for fewer",
                cause);
        this.pattern = pattern;
    }

    /** As it was written. */
    public String pattern() {
        return pattern;
    }
}
