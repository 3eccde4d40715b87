import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { TimeRange } from '../text/time-range';
import type { Approval, ApprovalSummary, Decision } from './approval';
import { get, post, type Parameters } from './client';
import type { Change } from './live';
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

/** Asks anew for what has changed, as far as it is on the screen. @param changes `all` where it is not known what has */
export async function askAnew(client: QueryClient, changes: 'all' | readonly Change[]): Promise<void> {
  const singles =
    changes === 'all' ? [['approval']] : [...new Set(changes.map(({ id }) => id))].map((id) => ['approval', id]);
  // The lists of what was decided are not asked for behind the reader's back, but when somebody goes there next.
  await client.invalidateQueries({ queryKey: ['approvals'], refetchType: 'none' });
  await Promise.all([['waiting'], ...singles].map((queryKey) => client.invalidateQueries({ queryKey })));
}
