package io.vectrail.policy.detect.type;

/** What a shape alone does not tell, such as a check digit. Runs on text that callers choose: linear, and without surprise. */
@FunctionalInterface
public interface Check {

    /** Whether it is one. */
    boolean holds(Candidate candidate);
}
