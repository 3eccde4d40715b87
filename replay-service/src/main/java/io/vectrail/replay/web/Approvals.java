package io.vectrail.replay.web;

import io.vectrail.replay.approval.ApprovalDesk;
import io.vectrail.replay.search.CallerHistory;
import io.vectrail.replay.search.PastApprovals;

/**
 * What is known of requests that wait, or waited.
 *
 * @param desk of those that can still be decided on or used
 * @param past of all that are archived
 * @param history of their callers
 */
public record Approvals(ApprovalDesk desk, PastApprovals past, CallerHistory history) {}
