package io.vectrail.edge.provider.upstream;

import java.time.Duration;

/** What follows an attempt. */
sealed interface Next {

    /** Its outcome is the call's. */
    record End() implements Next {}

    /** Another attempt, after a pause. */
    record Again(RetryReason reason, Duration pause) implements Next {}
}
