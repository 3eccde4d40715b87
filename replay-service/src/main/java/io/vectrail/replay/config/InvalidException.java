package io.vectrail.replay.config;

import io.vectrail.runtime.config.Problem;
import java.util.List;

/** A document does not validate, so that nothing has changed. */
public final class InvalidException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    InvalidException(List<Problem> problems) {
        super("the document does not validate", null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of its lines; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
