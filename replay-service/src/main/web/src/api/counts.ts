import { queryOptions } from '@tanstack/react-query';
import { bounds, type TimeRange } from '../text/time-range';
import { get, type Parameters } from './client';

/** A part of the histogram: when it begins, and how many exchanges of each decision it has. */
export interface Bar {
  time: string;
  decisions: Record<string, number>;
}

export interface Facet {
  field: string;
  values: { value: string; exchanges: number }[];
}

export interface Counts {
  exchanges: number;
  /** False: there are older ones, which were not counted. */
  complete: boolean;
  /** How long each part of the histogram is, in seconds. */
  step: number;
  /** Oldest first, without parts that have none. */
  histogram: Bar[];
  facets: Facet[];
}

/** What was asked for, and when that was. */
export interface Counted extends Counts {
  from: string | null;
  to: string;
}

// As with lists: nothing that is looked at changes until somebody asks anew.
export const counts = (filter: Parameters, range: TimeRange) =>
  queryOptions({
    queryKey: ['counts', filter, range],
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<Counted> => {
      const now = Date.now();
      const asked = bounds(range, now);
      const answer = await get<Counts>('/api/v1/exchanges/counts', { ...filter, ...asked }, signal);
      return { ...answer, from: asked.from, to: asked.to ?? new Date(now).toISOString() };
    },
  });
