import { queryOptions } from '@tanstack/react-query';
import type { TimeRange } from '../text/time-range';
import type { Approval, ApprovalSummary, Decision } from './approval';
import { get, post, type Parameters } from './client';
import { ALWAYS, list } from './queries';

const PATH = '/api/v1/approvals';

/** Newest first. Like every list it stays as it is until somebody asks again. */
export const approvals = (filter: Parameters, range: TimeRange) =>
  list<ApprovalSummary>('approvals', PATH, filter, range);

/** What waits, oldest first. It follows what happens. */
export const waiting = (filter: Parameters) =>
  list<ApprovalSummary>('waiting', PATH, { ...filter, state: 'REQUESTED' }, ALWAYS);

export const approval = (id: string) =>
  queryOptions({
    queryKey: ['approval', id],
    queryFn: ({ signal }) => get<Approval>(`${PATH}/${encodeURIComponent(id)}`, {}, signal),
  });

export const decide = (id: string, decision: Decision, reason: string) =>
  post<Approval>(`${PATH}/${encodeURIComponent(id)}/decisions`, { decision, reason });
