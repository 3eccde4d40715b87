package io.vectrail.edge.provider.upstream;

import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.Refusal;

/** What one attempt came to. */
sealed interface AttemptOutcome {

    /** A whole answer. */
    record Answered(int status, Headers headers, byte[] body) implements AttemptOutcome {}

    /** The upstream cannot have acted on it. */
    record NotActedOn(RetryReason reason) implements AttemptOutcome {}

    /** No answer, or none that can be taken, and the upstream may have acted on it; or none could be made. */
    record Ended(Refusal refusal) implements AttemptOutcome {}
}
