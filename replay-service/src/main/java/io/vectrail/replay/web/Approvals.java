package io.vectrail.replay.web;

import io.vectrail.document.risk.Levels;
import io.vectrail.replay.approval.ApprovalDesk;
import io.vectrail.replay.search.CallerHistory;
import io.vectrail.replay.search.PastApprovals;
import java.util.function.Supplier;

/**
 * What is known of requests that wait, or waited.
 *
 * @param desk of those that can still be decided on or used
 * @param past of all that are archived
 * @param history of their callers
 * @param levels what those's scores are called now
 */
public record Approvals(ApprovalDesk desk, PastApprovals past, CallerHistory history, Supplier<Levels> levels) {}
