import { queryOptions } from '@tanstack/react-query';
import { get } from './client';
import type { Page } from './types';

/** An edge's events since it began a journal, as far as they have been checked. */
export interface Chain {
  id: string;
  edge: string;
  epoch: string;
  start: string;
  first: number;
  since: string;
  verified: number;
  last: number;
  checked: string;
  openGaps: number;
  missing: number;
  findings: number;
}

export interface Finding {
  id: string;
  kind: string;
  sequence: number;
  through: number;
  missing: number;
  events: number;
  time: string;
  found: string;
  healed: string | null;
  exchanges: string[];
}

const EVERY_MS = 10_000;

export const chains = queryOptions({
  queryKey: ['chains'],
  refetchInterval: EVERY_MS,
  queryFn: ({ signal }) => get<Page<Chain>>('/api/v1/chains', {}, signal),
});

export const findings = (chain: string) =>
  queryOptions({
    queryKey: ['findings', chain],
    queryFn: ({ signal }) => get<Page<Finding>>(`/api/v1/chains/${encodeURIComponent(chain)}/findings`, {}, signal),
  });
