import { approvalPath, joined, readListView, readView, writeListView, writeView, type ListView } from './view';

/** The queue, or those of a state, or all. */
export const APPROVALS_SHOWN = ['waiting', 'approved', 'rejected', 'expired', 'revoked', 'all'] as const;

export type ApprovalsShown = (typeof APPROVALS_SHOWN)[number];

export interface ApprovalsView extends ListView {
  shown: ApprovalsShown;
}

const shownNamed = (name: string | null): ApprovalsShown | null =>
  APPROVALS_SHOWN.find((shown) => shown === name) ?? null;

export function readApprovals(search: string): ApprovalsView {
  return { ...readListView(search), shown: shownNamed(new URLSearchParams(search).get('state')) ?? 'waiting' };
}

export function approvalsAddress(view: ApprovalsView): string {
  const query = writeListView(view);
  if (view.shown !== 'waiting') query.set('state', view.shown);
  return joined('/approvals', query);
}

/** The list of a kind, with nothing else asked of it. */
export const approvalsShown = (shown: ApprovalsShown, view: Pick<ListView, 'query' | 'range'> = readView('')) =>
  approvalsAddress({ ...view, at: null, beside: false, shown });

type From = Pick<ApprovalsView, 'query' | 'range' | 'shown'>;

/** One approval, and the list that it was opened from: what "previous" and "next" mean. */
export function approvalAddress(id: string, from: From): string {
  const query = writeView(from);
  query.set('in', from.shown);
  return joined(approvalPath(id), query);
}

/** The queue, where it was opened by its address alone. */
export function readApprovalOrigin(search: string): From {
  return { ...readView(search), shown: shownNamed(new URLSearchParams(search).get('in')) ?? 'waiting' };
}
