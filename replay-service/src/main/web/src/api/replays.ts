import { queryOptions } from '@tanstack/react-query';
import { address, get, post, PROVIDER_DEADLINE_MS, send, type Parameters } from './client';
import type { Page } from './types';

/** How the vectors that two exchanges have of an input differ. */
export interface Compared {
  index: number;
  /** Of the first's vector, and of the second's; 0 where there is none. */
  dimensions: number;
  others: number;
  identical: boolean;
  /** Null where they cannot be compared. */
  cosine: number | null;
  /** The largest difference of a component, and which dimension has it. */
  largest: number | null;
  at: number | null;
}

export interface ReplayResult {
  of: string;
  /** The new exchange; empty where there is none. */
  exchange: string;
  vectors: number;
  identical: number;
  leastCosine: number | null;
  largest: number | null;
  /** Why there is nothing to compare. */
  reason: string | null;
}

export interface Replay {
  id: string;
  session: string;
  state: 'running' | 'done';
  asked: string;
  ended: string | null;
  exchanges: number;
  done: number;
  different: number;
  failed: number;
  /** None in a list. */
  results: ReplayResult[];
}

const WATCH_MS = 1_000;

export interface Sent {
  exchange: string;
  /** Whether a policy changed the request on its way, so that something else was embedded. */
  rewritten: boolean;
  items: Compared[];
}

/** Sends one again, and waits until what came back is recorded. */
export const replayExchange = (id: string) =>
  post<Sent>(`/api/v1/exchanges/${encodeURIComponent(id)}/replay`, undefined, PROVIDER_DEADLINE_MS);

export const replayMany = (parameters: Parameters) => post<Replay>(address('/api/v1/replays', parameters), undefined);

export const replays = queryOptions({
  queryKey: ['replays'],
  queryFn: ({ signal }) => get<Page<Replay>>('/api/v1/replays', {}, signal),
  refetchInterval: ({ state: { data } }) => (data?.items.some(({ ended }) => ended === null) ? WATCH_MS : false),
});

export const replay = (id: string) =>
  queryOptions({
    queryKey: ['replay', id],
    queryFn: ({ signal }) => get<Replay>(`/api/v1/replays/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: ({ state: { data } }) => (data?.ended === null ? WATCH_MS : false),
  });

export const deleteReplay = (id: string) => send('DELETE', `/api/v1/replays/${encodeURIComponent(id)}`);
