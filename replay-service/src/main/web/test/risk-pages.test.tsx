import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Router } from 'wouter';
import { alert as alertAsked } from '../src/api/alerts';
import type { Alert } from '../src/api/alert';
import { me } from '../src/api/queries';
import type { Caller, ReasonedPart } from '../src/api/risk';
import { caller as callerAsked } from '../src/api/risks';
import type { Exchange, Role } from '../src/api/types';
import { AlertPage } from '../src/pages/alert';
import { CallerPage } from '../src/pages/caller';
import { ExchangeRisk } from '../src/parts/exchange-risk';
import { Level, UsualScore } from '../src/parts/level';
import { PartsBar } from '../src/parts/parts-bar';
import { DEFAULT_RANGE } from '../src/text/time-range';

const AT = '2026-11-22T12:00:00.000Z';
const EVIL = '<img src=x onerror=alert(1)>\u202egpj';

const PART: ReasonedPart = { signal: 'near-duplicates', strength: 0.9, weight: 45, points: 40.5, reason: EVIL };

const ALERT: Alert = {
  id: 'a-1',
  state: 'OPEN',
  score: 91,
  level: 'CRITICAL',
  subject: EVIL,
  groups: ['research', EVIL],
  raisedAt: AT,
  updatedAt: AT,
  subsidedAt: null,
  assignee: null,
  verdict: null,
  parts: [PART, { signal: 'coverage', strength: 1, weight: 50, points: 50 }],
  exchangeCount: 3,
  exchanges: [{ id: 'e-1', at: AT, connection: EVIL, session: 's-1', score: 40.5, parts: [PART] }],
  documentHash: 'ab',
  webhooks: [EVIL],
  steps: [
    { kind: 'RAISED', at: AT, score: 66, level: 'HIGH' },
    { kind: 'ESCALATED', at: AT, score: 91, level: 'CRITICAL' },
  ],
  case: [
    { id: 'c-1', kind: 'NOTIFIED', at: AT, actor: 'x', assignee: null, verdict: null, reason: '', webhook: EVIL },
    {
      id: 'c-2',
      kind: 'ACKNOWLEDGED',
      at: AT,
      actor: EVIL,
      assignee: null,
      verdict: null,
      reason: EVIL,
      webhook: null,
    },
  ],
};

const CALLER: Caller = {
  subject: 'alice',
  score: 12,
  level: 'LOW',
  at: AT,
  parts: [PART],
  exchange: 'e-1',
  session: 's-1',
  connection: 'openai',
  history: [],
  exchanges: [{ id: 'e-1', at: AT, connection: 'openai', score: 72, level: 'HIGH', parts: [PART] }],
};

/** The page as it is drawn first, with what is known already. */
function drawn(page: ReactNode, path: string, known: (client: QueryClient) => void, roles: Role[] = ['auditor']) {
  const client = new QueryClient();
  client.setQueryData(me.queryKey, {
    subject: 'paula',
    roles,
    groups: [],
    expires: AT,
    reasonNeeded: false,
    sees: { metadata: 'everything', texts: 'everything' },
  });
  known(client);
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <Router ssrPath={path}>{page}</Router>
    </QueryClientProvider>,
  );
}

/** What is read: without elements and their attributes. */
const text = (markup: string) => markup.replace(/<[^>]*>/gu, '');

const drawnAlert = (change: Partial<Alert> = {}, roles?: Role[]) =>
  drawn(
    <AlertPage id="a-1" />,
    '/alerts/a-1',
    (client) => client.setQueryData(alertAsked('a-1').queryKey, { ...ALERT, ...change }),
    roles,
  );

describe('an alert', () => {
  test('says what happened in one sentence, and why', () => {
    const said = text(drawnAlert({ subject: 'alice', subsidedAt: AT }));
    expect(said).toMatch(
      /The score of alice rose to 66 points \(high\) [^,]+, and on to 91 points \(critical\) [^,]+, because of broad coverage and near-duplicates in 3 exchanges; it fell again [^.]+\./u,
    );
    expect(said).toContain('the riskiest 1 of 3');
  });

  test('shows what others wrote as text, with what is hidden in it made visible', () => {
    const markup = drawnAlert();
    expect(markup).not.toContain('<img');
    // Attributes have the words spelled out.
    expect(markup).not.toContain('\u202e');
    expect(markup.match(/hidden-character/gu)?.length).toBeGreaterThan(6);
  });

  test('offers each act with its key to those who may, and nothing to those who may not', () => {
    expect(text(drawnAlert({}, ['policy-admin']))).toContain('Acknowledgea');
    expect(text(drawnAlert({ state: 'CLOSED' }))).toContain('Reopenr');
    for (const roles of [['viewer'], ['approver']] as Role[][]) {
      const markup = drawnAlert({}, roles);
      expect(markup).not.toContain('data-act');
      expect(text(markup)).toContain('near-duplicates');
    }
  });

  test('that is closed says what it came to', () => {
    const closed = text(
      drawnAlert({
        state: 'CLOSED',
        verdict: 'FALSE_ALARM',
        case: [
          {
            ...{ id: 'c-3', kind: 'CLOSED', at: AT, actor: 'bob', assignee: null, webhook: null },
            verdict: 'FALSE_ALARM',
            reason: 'A load test',
          },
        ],
      }),
    );
    expect(closed).toMatch(/Closed, false alarm, by bob [^“]*“A load test”/u);
    expect(closed).toContain('closed, false alarm');
  });
});

describe('a caller', () => {
  const page = (caller: Caller, search = '') =>
    drawn(<CallerPage subject={caller.subject} />, `/callers/x${search}`, (client) =>
      client.setQueryData(callerAsked(caller.subject, DEFAULT_RANGE).queryKey, caller),
    );

  test('has its score, what it is made of, and its riskiest exchanges', () => {
    const markup = page(CALLER);
    expect(text(markup)).toMatch(/alice12 low/u);
    expect(text(markup)).toContain('No exchange of this caller was scored in this time');
    expect(markup).toContain('href="/exchanges/e-1"');
    expect(text(markup)).toContain('72high');
  });

  test('has a moment to look at, and its history as a table', () => {
    const history = [{ at: AT, exchange: 'e-7', score: 66, level: 'HIGH' as const, parts: [PART] }];
    const markup = page({ ...CALLER, history }, '?at=e-7');
    expect(markup).toContain('href="/exchanges/e-7"');
    expect(text(markup)).toContain('near-duplicates 41');
    expect(text(markup)).toContain('As a table, 1 moment');
  });

  test('whose name is an attack is a name', () => {
    const markup = page({ ...CALLER, subject: EVIL });
    expect(markup).not.toContain('<img');
    expect(markup).not.toContain('\u202e');
  });
});

describe('an exchange', () => {
  const risk = (of: Exchange['risk'] | undefined) =>
    text(
      drawn(
        <ExchangeRisk exchange={{ id: 'e-1', sessionId: 's-1', subject: 'alice', risk: of } as Exchange} />,
        '/exchanges/e-1',
        () => undefined,
      ),
    );

  test('has its own score with its reasons, its session’s and its caller’s', () => {
    const said = risk({
      score: 41,
      level: 'MEDIUM',
      parts: [{ ...PART, reason: '37 of 40 texts hardly differ' }],
      session: { score: 50, level: 'MEDIUM' },
      caller: { score: 88, level: 'CRITICAL' },
      documentHash: 'ab',
    });
    expect(said).toMatch(/this exchange 41 medium.*its session 50 medium.*its caller 88 critical/u);
    expect(said).toContain('37 of 40 texts hardly differ');
  });

  test('says what is not for everybody to see', () => {
    const said = risk({ score: 0, level: 'LOW', parts: [], session: null, caller: null, documentHash: '' });
    expect(said).toMatch(/this exchange 0 low.*its session not yours to see.*its caller not yours to see/u);
    expect(said).toContain('No signal made this exchange risky.');
  });

  test('that is not scored yet says so', () => {
    expect(risk(null)).toContain('No score yet');
    expect(risk(undefined)).toContain('No score yet');
  });
});

describe('a mark', () => {
  test('of a level is a word and a picture of its own, whatever its colour', () => {
    const marks = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL', 'UNKNOWN'].map((level) =>
      renderToStaticMarkup(<Level level={level} />),
    );
    expect(marks.map(text)).toEqual(['low', 'medium', 'high', 'critical', 'unknown']);
    expect(new Set(marks.map((mark) => / d="([^"]+)"/u.exec(mark)?.[1])).size).toBe(5);
  });

  test('of a score alone says by what it has its level; no score is not low', () => {
    expect(renderToStaticMarkup(<UsualScore score={72} />)).toContain(
      'title="high where levels begin at 40, 65 and 85"',
    );
    expect(text(renderToStaticMarkup(<UsualScore score={null} />))).toBe('no score');
  });

  test('of parts is read out', () => {
    expect(renderToStaticMarkup(<PartsBar parts={[PART]} />)).toContain('aria-label="near-duplicates 41"');
    expect(renderToStaticMarkup(<PartsBar parts={[]} />)).toContain('aria-label="no signal adds anything"');
  });
});
