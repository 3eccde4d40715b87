import { describe, expect, test } from 'vitest';
import type { Requirement, Step } from '../src/api/approval';
import { enoughWith, foundInWords, grantOf, hoursInWords, needInWords, timeLeft } from '../src/text/approval';
import { chapters, distinct } from '../src/text/life';

const NOW = Date.parse('2026-11-22T12:00:00.000Z');
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();

describe('the time left', () => {
  const left = (ago: number, ahead: number) => timeLeft({ time: at(-ago), expires: at(ahead) }, NOW);

  test('is a part of the whole, in words, and more urgent towards the end', () => {
    expect(left(0, 1000)).toEqual({ part: 1, words: '16 min 40 s', urgency: 'calm' });
    expect(left(750, 250)).toEqual({ part: 0.25, words: '4 min 10 s', urgency: 'soon' });
    expect(left(900, 100)).toEqual({ part: 0.1, words: '1 min 40 s', urgency: 'last' });
    expect(left(10, 50)).toMatchObject({ words: '50 s', urgency: 'last' });
  });

  test('is never less than a second until it is up', () => {
    expect(timeLeft({ time: at(-10), expires: at(0.2) }, NOW).words).toBe('1 s');
    expect(left(10, 0)).toEqual({ part: 0, words: 'time is up', urgency: 'over' });
    expect(left(10, -5).urgency).toBe('over');
  });

  test('is no more than the whole by a clock that is behind, and nothing where it is not said', () => {
    expect(left(-60, 120).part).toBe(1);
    expect(timeLeft({ time: 'soon', expires: 'later' }, NOW)).toEqual({ part: 0, words: '–', urgency: 'calm' });
  });
});

const asks = (change: Partial<Requirement> = {}): Requirement => ({
  rule: 'cards',
  groups: ['security'],
  each: false,
  count: 1,
  met: false,
  escalatesAt: null,
  escalationGroups: [],
  hours: null,
  needsReason: true,
  grantSeconds: 0,
  sameText: false,
  ...change,
});

test('what a rule asks for has words', () => {
  expect(needInWords(asks())).toBe('One person of security');
  expect(needInWords(asks({ groups: [] }))).toBe('One person with the role approver');
  expect(needInWords(asks({ groups: ['a', 'b', 'c'], count: 2 }))).toBe('2 different people of a, b or c');
  expect(needInWords(asks({ groups: ['a', 'b'], each: true }))).toBe('One person each of a and b');
  expect(hoursInWords('MONDAY,FRIDAY 08:00-18:00 Europe/Berlin')).toBe('Mon, Fri 08:00–18:00 Europe/Berlin');
  expect(hoursInWords('MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY 22:00-06:00 Z')).toBe(
    'every day 22:00–06:00 Z',
  );
  expect(hoursInWords('whenever')).toBe('whenever');
  expect(
    foundInWords([
      { type: 'CREDIT_CARD', count: 2 },
      { type: 'EMAIL_ADDRESS', count: 1 },
    ]),
  ).toBe('CREDIT_CARD × 2, EMAIL_ADDRESS');
});

test('a grant is as long as the shortest of those who ask, and as narrow as the narrowest', () => {
  expect(grantOf([asks({ grantSeconds: 3600 }), asks({ grantSeconds: 60, sameText: true })])).toEqual({
    seconds: 60,
    sameText: true,
  });
  expect(grantOf([asks({ grantSeconds: 3600 }), asks()]).seconds).toBe(0);
  expect(grantOf([]).seconds).toBe(0);
});

describe('whether one more consent is enough', () => {
  const with_ = (requirements: Requirement[], consents: number, groups = ['security']) =>
    enoughWith(
      {
        requirements,
        consented: Array.from({ length: consents }, (_, i) => ({ subject: `${i}`, time: '', reason: '' })),
      },
      groups,
      NOW,
    );

  test('is known of a single rule', () => {
    expect(with_([asks()], 0)).toBe('yes');
    expect(with_([asks({ count: 2 })], 0)).toBe('no');
    expect(with_([asks({ count: 2 })], 1)).toBe('yes');
    expect(with_([asks({ groups: [] })], 0, [])).toBe('yes');
  });

  test('is known of several that need one person each, and not where they need more', () => {
    expect(with_([asks(), asks({ groups: ['legal'] })], 0)).toBe('no');
    expect(with_([asks(), asks({ groups: ['legal'] })], 0, ['security', 'legal'])).toBe('yes');
    expect(with_([asks(), asks({ groups: ['legal'], met: true })], 1)).toBe('yes');
    expect(with_([asks({ count: 2 }), asks({ groups: [] })], 0)).toBe('no');
    expect(with_([asks({ count: 2 }), asks({ groups: [], met: true })], 1)).toBe('perhaps');
  });

  test('is for the service to say where each group must consent', () => {
    const each = asks({ groups: ['security', 'legal'], each: true });
    expect(with_([each], 0)).toBe('no');
    expect(with_([each], 1)).toBe('perhaps');
  });

  test('is no for those whose consent does not count, until it has escalated to them', () => {
    const escalates = (seconds: number) => asks({ escalatesAt: at(seconds), escalationGroups: ['duty'] });
    expect(with_([escalates(60)], 0, ['duty'])).toBe('no');
    expect(with_([escalates(-60)], 0, ['duty'])).toBe('yes');
  });
});

describe('a life', () => {
  const step = (id: string, kind: string, actor = 'ann'): Step => ({
    id,
    time: at(0),
    kind,
    actor,
    reason: '',
    exchange: null,
    webhook: null,
    completed: false,
  });

  test('has one line for views, messages and uses that followed each other, and one for each decision', () => {
    const lines = chapters([
      step('1', 'REQUESTED'),
      step('2', 'SEEN'),
      step('3', 'SEEN', 'bob'),
      step('4', 'CONSENTED'),
      step('5', 'CONSENTED', 'bob'),
      step('6', 'SEEN', 'eve'),
      step('7', 'UNDELIVERED'),
      step('8', 'UNDELIVERED'),
      step('9', 'USED'),
      step('10', 'USED'),
    ]);
    expect(lines.map((line) => line.map(({ id }) => id).join('+'))).toEqual([
      '1',
      '2+3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9+10',
    ]);
    expect(chapters([])).toEqual([]);
  });

  test('names everybody once', () => {
    expect(distinct(['bob', null, 'ann', '', 'bob'])).toEqual(['bob', 'ann']);
  });
});
