package io.vectrail.policy.detect.type;

import org.jspecify.annotations.Nullable;

/** Where the value is within a place that has a shape, such as behind its name. Runs on text that callers choose, as checks do. */
@FunctionalInterface
public interface Extraction {

    /** The value; null where there is none. */
    @Nullable
    Candidate value(Candidate place);
}
