import { infiniteQueryOptions, queryOptions, type InfiniteData } from '@tanstack/react-query';
import { bounds, type TimeRange } from '../text/time-range';
import { documentProblems, type DocumentProblem } from '../text/document-problems';
import { address, get, sendDocument, type Parameters } from './client';
import { Problem } from './problem';
import type {
  Access,
  Config,
  Exchange,
  ExchangeSummary,
  Impact,
  IssuedKey,
  Logins,
  Me,
  Page,
  Revision,
  RevisionText,
  Session,
  Vector,
} from './types';

const PAGE = 100;
/** A list stops growing here, and says so. */
export const MOST_ROWS = 10_000;

/** Where a page starts. The bounds of the first page hold for all, so that "last 24 h" does not slide beneath the list. */
interface Start {
  cursor: string | null;
  from: string | null;
  to: string | null;
}

export interface Answer<Row> extends Page<Row> {
  start: Start;
}

export type Rows<Row> = InfiniteData<Answer<Row>, Start | null>;

export const me = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => get<Me>('/api/v1/me', {}, signal),
});

export const logins = queryOptions({
  queryKey: ['logins'],
  staleTime: Infinity,
  queryFn: ({ signal }) => get<Logins>('/api/v1/logins', {}, signal),
});

/** A question whose answer is a list. */
export type List<Row> = ReturnType<typeof list<Row>>;

export const exchanges = (filter: Parameters, range: TimeRange) =>
  list<ExchangeSummary>('exchanges', '/api/v1/exchanges', filter, range);

export const sessions = (filter: Parameters, range: TimeRange) =>
  list<Session>('sessions', '/api/v1/sessions', filter, range);

export const accesses = (filter: Parameters, range: TimeRange) =>
  list<Access>('accesses', '/api/v1/access', filter, range);

export const exchangesOf = (session: string) =>
  list<ExchangeSummary>('exchangesOf', `/api/v1/sessions/${encodeURIComponent(session)}/exchanges`, {}, ALWAYS);

export const ALWAYS: TimeRange = { kind: 'all' };

// Lists are never asked again behind the reader's back: what is on the screen stays until "refresh", another question, or somebody follows it.
export function list<Row>(name: string, path: string, filter: Parameters, range: TimeRange) {
  const page = async (start: Start, signal: AbortSignal): Promise<Answer<Row>> => {
    const answer = await get<Page<Row>>(path, { ...filter, ...start, limit: PAGE }, signal);
    return { ...answer, start };
  };
  const options = infiniteQueryOptions({
    queryKey: [name, path, filter, range] as const,
    staleTime: Infinity,
    initialPageParam: null as Start | null,
    queryFn: ({ pageParam, signal }) => page(pageParam ?? { cursor: null, ...bounds(range, Date.now()) }, signal),
    getNextPageParam: (last, pages): Start | null =>
      last.nextCursor === null || pages.length * PAGE >= MOST_ROWS ? null : { ...last.start, cursor: last.nextCursor },
  });
  return {
    ...options,
    /** The newest page within the bounds of a page of before. */
    newest: (start: Start, signal: AbortSignal) => page({ ...start, cursor: null }, signal),
  };
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

/** Where the exact bytes of one side are downloaded from, by a browser that sends no headers of ours. */
export const bytesOf = (id: string, side: 'request' | 'response', reason: string) =>
  address(`/api/v1/exchanges/${encodeURIComponent(id)}/${side}`, { reason });

// While edges go over to another document somebody watches them do it; else it is enough to hear of others' changes.
const WATCH_MS = 1_000;
const LOOK_MS = 10_000;
const MOST_WATCHED_MS = 60_000;

/** What is published; null where nothing is yet. Asked again and again, since others publish and edges follow. */
export const config = queryOptions({
  queryKey: ['config'],
  queryFn: async ({ signal }): Promise<Config | null> => {
    try {
      return await get<Config>('/api/v1/config', {}, signal);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return null;
      throw error;
    }
  },
  refetchInterval: ({ state: { data } }) =>
    data !== undefined && data !== null && isUnderWay(data) ? WATCH_MS : LOOK_MS,
});

function isUnderWay({ at, trial, edges }: Config): boolean {
  const published = Date.parse(trial?.at ?? at);
  return Date.now() - published < MOST_WATCHED_MS && edges.some((edge) => edge.state === 'lagging');
}

export const revisions = list<Revision>('revisions', '/api/v1/config/history', {}, ALWAYS);

export const callerKeys = list<IssuedKey>('callerKeys', '/api/v1/keys', {}, ALWAYS);

export const apiTokens = list<IssuedKey>('apiTokens', '/api/v1/tokens', {}, ALWAYS);

// What was published never changes.
export const revision = (number: number) =>
  queryOptions({
    queryKey: ['revision', number],
    staleTime: Infinity,
    queryFn: ({ signal }) => get<RevisionText>(`/api/v1/config/history/${number}`, {}, signal),
  });

/** Without a start the service would take the last 24 hours. */
export const BEGINNING = '1970-01-01T00:00:00.000Z';

export const impact = (range: TimeRange) =>
  queryOptions({
    queryKey: ['impact', range],
    queryFn: ({ signal }) => {
      const { from, to } = bounds(range, Date.now());
      return get<Impact>('/api/v1/config/impact', { from: from ?? BEGINNING, to }, signal);
    },
  });

export interface Checked {
  /** What was checked. */
  text: string;
  problems: DocumentProblem[];
}

/** What is wrong with a text. An answer to a text that is no longer the one asked about is never shown. */
export const checked = (text: string) =>
  queryOptions({
    queryKey: ['checked', text],
    staleTime: Infinity,
    gcTime: 60_000,
    queryFn: async ({ signal }): Promise<Checked> => {
      const answer = await sendDocument<{ problems: unknown }>('POST', '/api/v1/config/check', text, {}, signal);
      return { text, problems: documentProblems(answer.problems) };
    },
  });
