import { queryOptions } from '@tanstack/react-query';
import type { TimeRange } from '../text/time-range';
import type { Act, Alert, AlertState, AlertSummary } from './alert';
import { get, post, type Parameters } from './client';
import { ALWAYS, list } from './queries';

const PATH = '/api/v1/alerts';

/** Newest first. Like every list it stays as it is until somebody asks again. */
export const alerts = (filter: Parameters, range: TimeRange) => list<AlertSummary>('alerts', PATH, filter, range);

/** What is not done with, newest first. It follows what happens. */
export const unclosed = (filter: Parameters, state: Exclude<AlertState, 'CLOSED'>) =>
  list<AlertSummary>('unclosed', PATH, { ...filter, state }, ALWAYS);

export const alert = (id: string) =>
  queryOptions({
    queryKey: ['alert', id],
    queryFn: ({ signal }) => get<Alert>(`${PATH}/${encodeURIComponent(id)}`, {}, signal),
  });

export const act = (id: string, what: Act) => post<Alert>(`${PATH}/${encodeURIComponent(id)}/actions`, what);

/** Where it is downloaded as an OCSF detection finding. */
export const findingOf = (id: string) => `${PATH}/${encodeURIComponent(id)}/finding`;
