import { infiniteQueryOptions, queryOptions, type InfiniteData } from '@tanstack/react-query';
import { bounds, type TimeRange } from '../text/time-range';
import { get, type Parameters } from './client';
import type { Exchange, ExchangeSummary, Me, Page, Session, Vector } from './types';

const PAGE = 100;
/** A list stops growing here, and says so. */
export const MOST_ROWS = 10_000;

/** Where a page starts. The bounds of the first page hold for all, so that "last 24 h" does not slide beneath the list. */
interface Start {
  cursor: string | null;
  from: string | null;
  to: string | null;
}

interface Answer<Row> extends Page<Row> {
  start: Start;
}

export type Rows<Row> = InfiniteData<Answer<Row>, Start | null>;

export const me = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => get<Me>('/api/v1/me', {}, signal),
});

/** A question whose answer is a list. */
export type List<Row> = ReturnType<typeof list<Row>>;

export const exchanges = (filter: Parameters, range: TimeRange) =>
  list<ExchangeSummary>('exchanges', '/api/v1/exchanges', filter, range);

export const sessions = (filter: Parameters, range: TimeRange) =>
  list<Session>('sessions', '/api/v1/sessions', filter, range);

export const exchangesOf = (session: string) =>
  list<ExchangeSummary>('exchangesOf', `/api/v1/sessions/${encodeURIComponent(session)}/exchanges`, {}, ALWAYS);

const ALWAYS: TimeRange = { kind: 'all' };

// Lists are never asked again behind the reader's back: what is on the screen stays until "refresh" or another question.
function list<Row>(name: string, path: string, filter: Parameters, range: TimeRange) {
  return infiniteQueryOptions({
    queryKey: [name, path, filter, range] as const,
    staleTime: Infinity,
    initialPageParam: null as Start | null,
    queryFn: async ({ pageParam, signal }): Promise<Answer<Row>> => {
      const start = pageParam ?? { cursor: null, ...bounds(range, Date.now()) };
      const page = await get<Page<Row>>(path, { ...filter, ...start, limit: PAGE }, signal);
      return { ...page, start };
    },
    getNextPageParam: (last, pages): Start | null =>
      last.nextCursor === null || pages.length * PAGE >= MOST_ROWS ? null : { ...last.start, cursor: last.nextCursor },
  });
}

// A record never changes once it is written.
export const exchange = (id: string) =>
  queryOptions({
    queryKey: ['exchange', id],
    staleTime: Infinity,
    queryFn: ({ signal }) => get<Exchange>(`/api/v1/exchanges/${encodeURIComponent(id)}`, {}, signal),
  });

export const vector = (id: string, index: number) =>
  queryOptions({
    queryKey: ['vector', id, index],
    staleTime: Infinity,
    queryFn: ({ signal }) => get<Vector>(`/api/v1/exchanges/${encodeURIComponent(id)}/vectors/${index}`, {}, signal),
  });

export const session = (id: string) =>
  queryOptions({
    queryKey: ['session', id],
    staleTime: Infinity,
    queryFn: ({ signal }) => get<Session>(`/api/v1/sessions/${encodeURIComponent(id)}`, {}, signal),
  });

/** Where the exact bytes of one side are downloaded from. */
export const bytesOf = (id: string, side: 'request' | 'response') =>
  `/api/v1/exchanges/${encodeURIComponent(id)}/${side}`;
