package io.vectrail.edge.approval;

import io.vectrail.edge.exchange.Refusal;
import org.jspecify.annotations.Nullable;

/** What is said to a request that people were needed for. */
public sealed interface Word {

    /**
     * It goes on.
     *
     * @param approval by which
     */
    record GoesOn(String approval) implements Word {}

    /**
     * It does not.
     *
     * @param approval under which; null where nobody was asked
     */
    record Refused(@Nullable String approval, Refusal refusal) implements Word {}
}
