import { tabbed, type TabbedView } from './tabbed';
import { approvalPath } from './view';

/** The queue, or those of a state, or all. */
export const APPROVALS_SHOWN = ['waiting', 'approved', 'rejected', 'expired', 'revoked', 'all'] as const;

export type ApprovalsShown = (typeof APPROVALS_SHOWN)[number];

export type ApprovalsView = TabbedView<ApprovalsShown>;

export const {
  read: readApprovals,
  address: approvalsAddress,
  shown: approvalsShown,
  one: approvalAddress,
  readOrigin: readApprovalOrigin,
} = tabbed<ApprovalsShown>('/approvals', approvalPath, APPROVALS_SHOWN);
