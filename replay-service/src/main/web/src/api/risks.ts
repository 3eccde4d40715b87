import { queryOptions } from '@tanstack/react-query';
import { bounds, type TimeRange } from '../text/time-range';
import { get, type Parameters } from './client';
import { ALWAYS, BEGINNING, list } from './queries';
import type { Caller, CallerRisk } from './risk';

const PATH = '/api/v1/risk/callers';

/** The riskiest first. */
export const callers = (filter: Parameters) => list<CallerRisk>('callers', PATH, filter, ALWAYS);

/** A caller with its history over a stretch of time. */
export const caller = (subject: string, range: TimeRange) =>
  queryOptions({
    queryKey: ['caller', subject, range],
    queryFn: ({ signal }) => {
      const { from, to } = bounds(range, Date.now());
      return get<Caller>(`${PATH}/${encodeURIComponent(subject)}`, { from: from ?? BEGINNING, to }, signal);
    },
  });
