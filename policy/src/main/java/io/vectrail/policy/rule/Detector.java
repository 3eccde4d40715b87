package io.vectrail.policy.rule;

import java.util.List;

/** What gives a document types of its own. */
public sealed interface Detector permits CustomDetector, PresidioDetector {

    /** What it finds; at least one. */
    List<String> types();
}
