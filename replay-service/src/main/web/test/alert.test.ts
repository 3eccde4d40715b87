import { describe, expect, test } from 'vitest';
import type { AlertStep, CaseEvent } from '../src/api/alert';
import type { Me, Role } from '../src/api/types';
import { KNOWN_KEYS } from '../src/keys/known-keys';
import { alertStateWord, allowedIn, lastDone, lifeOf, offersFor, verdictWord, type Line } from '../src/text/alert';
import { actsOnAlerts, seesRisk } from '../src/text/roles';

const at = (second: number) => `2026-11-22T12:00:${String(second).padStart(2, '0')}.000Z`;

const step = (kind: string, second: number): AlertStep => ({ kind, at: at(second), score: 78, level: 'HIGH' });

const event = (id: string, kind: string, second: number, change: Partial<CaseEvent> = {}): CaseEvent => ({
  ...{ id, kind, at: at(second), actor: 'ann', assignee: null, verdict: null, reason: '', webhook: null },
  ...change,
});

const named = (line: Line) => (line.of === 'score' ? line.step.kind : line.events.map(({ id }) => id).join('+'));

describe('the life of an alert', () => {
  test('has what the score did and what people did in the order of time', () => {
    const lines = lifeOf(
      [step('SUBSIDED', 40), step('RAISED', 1), step('ESCALATED', 20)],
      [event('closed', 'CLOSED', 50), event('acknowledged', 'ACKNOWLEDGED', 20)],
    );
    expect(lines.map(named)).toEqual(['RAISED', 'ESCALATED', 'acknowledged', 'SUBSIDED', 'closed']);
  });

  test('has one line for messages that were told one after another, and one for each that was not', () => {
    const lines = lifeOf(
      [step('RAISED', 1), step('ESCALATED', 5)],
      [
        event('1', 'NOTIFIED', 2),
        event('2', 'NOTIFIED', 3),
        event('3', 'NOTIFIED', 6),
        event('4', 'UNDELIVERED', 7),
        event('5', 'UNDELIVERED', 8),
      ],
    );
    expect(lines.map(named)).toEqual(['RAISED', '1+2', 'ESCALATED', '3', '4', '5']);
    expect(lifeOf([], [])).toEqual([]);
  });

  test('tells who was there last, and webhooks are nobody', () => {
    const bob = event('2', 'CLOSED', 3, { actor: 'bob' });
    expect(lastDone([event('1', 'ACKNOWLEDGED', 2), bob, event('3', 'NOTIFIED', 4, { actor: 'service' })])).toBe(bob);
    expect(lastDone([event('3', 'UNDELIVERED', 4)])).toBeNull();
  });
});

test('what can be done with an alert depends on where it stands', () => {
  const may = (state: 'OPEN' | 'ACKNOWLEDGED' | 'CLOSED') =>
    (['acknowledge', 'assign', 'close', 'reopen'] as const).filter((action) => allowedIn(state, action));
  expect(may('OPEN')).toEqual(['acknowledge', 'assign', 'close']);
  expect(may('ACKNOWLEDGED')).toEqual(['assign', 'close']);
  expect(may('CLOSED')).toEqual(['reopen']);
});

describe('what somebody can do', () => {
  const keysOf = (state: 'OPEN' | 'ACKNOWLEDGED' | 'CLOSED', assignee: string | null = null) =>
    offersFor({ state, assignee }, 'ann')
      .map(({ name, key }) => `${key} ${name}`)
      .join(', ');

  test('has a key each, by where the alert stands', () => {
    expect(keysOf('OPEN')).toBe('a acknowledge, m take, t assign, c close');
    expect(keysOf('ACKNOWLEDGED', 'bob')).toBe('m take, t assign, c close');
    expect(keysOf('CLOSED')).toBe('r reopen');
  });

  test('is not to take what one has', () => {
    expect(keysOf('ACKNOWLEDGED', 'ann')).toBe('t assign, c close');
  });

  test('is done at once where it can be taken back, and by a form where it needs a reason', () => {
    const does = Object.fromEntries(
      (['OPEN', 'CLOSED'] as const)
        .flatMap((state) => offersFor({ state, assignee: null }, 'ann'))
        .map((offer) => [offer.name, 'form' in offer.does ? `form ${offer.does.form}` : offer.does.act]),
    );
    expect(does).toEqual({
      acknowledge: { action: 'acknowledge' },
      take: { action: 'assign', assignee: 'ann' },
      assign: 'form assign',
      close: 'form close',
      reopen: 'form reopen',
    });
  });

  test('is in the list of keys, and none of its keys means two things there', () => {
    const listed = KNOWN_KEYS.find(({ where }) => where === 'In an alert')?.keys.flatMap(([keys]) => keys) ?? [];
    expect(new Set(listed).size).toBe(listed.length);
    for (const state of ['OPEN', 'ACKNOWLEDGED', 'CLOSED'] as const)
      for (const { key } of offersFor({ state, assignee: null }, 'ann')) expect(listed).toContain(key);
  });
});

test('states and verdicts have words, known or not', () => {
  expect([alertStateWord('OPEN'), alertStateWord('ASLEEP')]).toEqual(['open', 'asleep']);
  expect([verdictWord('FALSE_ALARM'), verdictWord('UNKNOWN')]).toEqual(['false alarm', 'unknown']);
});

test.each<[Role, boolean, boolean]>([
  ['auditor', true, true],
  ['policy-admin', true, true],
  ['viewer', true, false],
  ['approver', true, false],
])('%s sees alerts: %s, and acts on them: %s', (role, sees, acts) => {
  const person = { roles: [role] } as Me;
  expect([seesRisk(person), actsOnAlerts(person)]).toEqual([sees, acts]);
  expect([seesRisk(undefined), actsOnAlerts(undefined)]).toEqual([false, false]);
});
