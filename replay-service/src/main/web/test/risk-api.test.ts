import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { act, alert } from '../src/api/alerts';
import { askAnew } from '../src/api/ask-anew';
import { alertsAsked, callersAsked, exchangesAsked } from '../src/api/asked';
import { Problem } from '../src/api/problem';
import type { List } from '../src/api/queries';
import { caller } from '../src/api/risks';
import { DEFAULT_RANGE, type TimeRange } from '../src/text/time-range';

const ALL: TimeRange = { kind: 'all' };

/** A service that answers everything alike and keeps what it was asked. */
describe('what the service is asked', () => {
  let asked: { method: string; path: string; body: unknown }[];
  let answer: () => Response;
  let client: QueryClient;

  beforeEach(() => {
    asked = [];
    answer = () => Response.json({ items: [], nextCursor: null });
    client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    vi.stubGlobal('fetch', (path: string, { method, body }: RequestInit) => {
      asked.push({ method: method ?? 'GET', path, body: typeof body === 'string' ? JSON.parse(body) : null });
      return Promise.resolve(answer());
    });
  });

  afterEach(() => {
    client.clear();
    vi.unstubAllGlobals();
  });

  const pathOf = async <Row>(list: List<Row>) => {
    await client.infiniteQuery({ ...list, pages: 1 });
    return asked.at(-1)?.path;
  };

  test('of alerts: a state, a level, whose they are, and no time where they are still to be done', async () => {
    expect(await pathOf(alertsAsked({ query: '', range: DEFAULT_RANGE, shown: 'open' }))).toBe(
      '/api/v1/alerts?state=OPEN&limit=100',
    );
    expect(
      await pathOf(alertsAsked({ query: 'level:high assignee:bob words', range: ALL, shown: 'acknowledged' })),
    ).toBe('/api/v1/alerts?assignee=bob&level=HIGH&state=ACKNOWLEDGED&limit=100');
    expect(await pathOf(alertsAsked({ query: 'subject:hr:alice', range: ALL, shown: 'all' }))).toBe(
      '/api/v1/alerts?subject=hr%3Aalice&limit=100',
    );
    const since = { kind: 'between', from: '2026-11-01T00:00:00.000Z', to: null } as const;
    expect(await pathOf(alertsAsked({ query: '', range: since, shown: 'closed' }))).toBe(
      '/api/v1/alerts?state=CLOSED&from=2026-11-01T00%3A00%3A00.000Z&limit=100',
    );
  });

  test('of callers: words and a level', async () => {
    expect(await pathOf(callersAsked({ query: 'ali level:CRITICAL' }))).toBe(
      '/api/v1/risk/callers?q=ali&level=CRITICAL&limit=100',
    );
    await client.query(caller('a/b 50%', ALL));
    expect(asked.at(-1)?.path).toBe('/api/v1/risk/callers/a%2Fb%2050%25?from=1970-01-01T00%3A00%3A00.000Z');
  });

  test('of exchanges: from which score on', async () => {
    expect(await pathOf(exchangesAsked({ query: 'minrisk:65', range: ALL }))).toBe(
      '/api/v1/exchanges?minRisk=65&limit=100',
    );
  });

  test('to do with an alert', async () => {
    await act('a/1', { action: 'acknowledge' });
    await act('1', { action: 'assign', assignee: 'bob' });
    await act('1', { action: 'close', verdict: 'false-alarm', reason: 'A load test' });
    expect(asked).toEqual([
      { method: 'POST', path: '/api/v1/alerts/a%2F1/actions', body: { action: 'acknowledge' } },
      { method: 'POST', path: '/api/v1/alerts/1/actions', body: { action: 'assign', assignee: 'bob' } },
      {
        method: 'POST',
        path: '/api/v1/alerts/1/actions',
        body: { action: 'close', verdict: 'false-alarm', reason: 'A load test' },
      },
    ]);
  });

  test('and what it answers when somebody else was first', async () => {
    answer = () => Response.json({ title: 'Conflict', detail: 'it is closed' }, { status: 409 });
    const thrown: unknown = await act('1', { action: 'acknowledge' }).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ status: 409, message: 'it is closed' });
    expect((thrown as Problem).passing).toBe(false);
  });

  test('anew once something has changed: the alert and what follows, not the lists that stay', async () => {
    const open = alertsAsked({ query: '', range: ALL, shown: 'open' });
    const closed = alertsAsked({ query: '', range: ALL, shown: 'closed' });
    const queue = ['waiting', '/api/v1/approvals', {}, ALL];
    for (const list of [open, closed]) await client.infiniteQuery({ ...list, pages: 1 });
    for (const id of ['1', '2']) await client.query(alert(id));
    client.setQueryData(queue, 'as it was');
    await askAnew(client, [{ of: 'alert', id: '1', state: 'CLOSED' }]);
    const stale = (queryKey: readonly unknown[]) => client.getQueryState(queryKey)?.isInvalidated;
    expect([open.queryKey, closed.queryKey, alert('1').queryKey, alert('2').queryKey, queue].map(stale)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    await askAnew(client, 'all');
    expect([alert('2').queryKey, queue].map(stale)).toEqual([true, true]);
  });
});
