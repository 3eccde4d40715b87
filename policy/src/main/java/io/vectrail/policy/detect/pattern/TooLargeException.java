package io.vectrail.policy.detect.pattern;

/** An automaton would have more entries than it may. */
final class TooLargeException extends Exception {

    /** @param most entries of such an automaton, if its budget has as many */
    TooLargeException(int most, Budget budget) {
        super(
                budget.isShort(most)
                        ? "with it the document's patterns together need automata that are too large"
                        : "its automaton has more than " + most + " entries",
                null,
                false,
                false);
    }

    /** Of a pattern that stands alone, so that nothing can be split. */
    OverBudgetException ofOne(int pattern) {
        return new OverBudgetException(pattern, String.valueOf(getMessage()));
    }
}
