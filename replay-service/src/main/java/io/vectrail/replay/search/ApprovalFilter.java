package io.vectrail.replay.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which approvals a list is of; null means any.
 *
 * @param state where they stand, as {@link io.vectrail.document.approval.State#label} says it
 * @param subject whose request waits; a trailing * stands for anything
 * @param rule one of the policies that ask for it
 * @param from first time of the request, inclusive
 * @param to last time, exclusive
 */
public record ApprovalFilter(
        @Nullable String state,
        @Nullable String subject,
        @Nullable String connection,
        @Nullable String rule,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** All of them. */
    public static final ApprovalFilter ANY = new ApprovalFilter(null, null, null, null, null, null);
}
