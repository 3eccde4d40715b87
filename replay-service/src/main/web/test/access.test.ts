import { expect, test } from 'vitest';
import { accessAddress, accessTarget } from '../src/address/view';
import { reasonHeaders } from '../src/api/reason';
import type { Access } from '../src/api/types';
import { detailsInWords, failureOf, shortened } from '../src/text/access';
import { DEFAULT_RANGE } from '../src/text/time-range';

const access = (object: string, details: Record<string, string>): Access => ({
  id: 'id',
  time: '2026-11-22T12:00:00.000Z',
  actor: 'audrey',
  address: '10.0.0.1',
  action: 'VIEW',
  object,
  details: Object.entries(details).map(([name, value]) => ({ name, value })),
});

test('details are one line, without what has a column of its own', () => {
  const searched = access('exchanges', {
    'query.q': 'a "b"',
    'query.to': '',
    items: '3',
    status: '200',
    reason: 'why',
  });
  expect(detailsInWords(searched)).toBe('q: a "b" · items: 3');
  expect(detailsInWords(access('keys', {}))).toBe('');
});

test('a refusal is told from an answer, and from what says neither', () => {
  expect(failureOf(access('x', { status: '403' }))).toEqual({ word: 'refused', status: 403 });
  expect(failureOf(access('x', { status: '404' }))).toEqual({ word: 'not found', status: 404 });
  expect(failureOf(access('x', { status: '503' }))).toEqual({ word: 'failed', status: 503 });
  expect(failureOf(access('x', { status: '200' }))).toBeNull();
  expect(failureOf(access('config/gateway', { revision: '500' }))).toBeNull();
});

test.each([
  ['exchanges/0199-a/request', '/exchanges/0199-a'],
  ['exchanges/0199-a', '/exchanges/0199-a'],
  ['sessions/s.1/exchanges', '/sessions/s.1'],
  ['approvals/0199-a/decisions', '/approvals/0199-a'],
  ['alerts/0199-a/actions', '/alerts/0199-a'],
  ['alerts/findings', '/access?q=object%3Aalerts%2Ffindings'],
  ['risk/callers/hr%3Aalice', '/callers/hr%3Aalice'],
  ['risk/callers/hr:alice', '/callers/hr%3Aalice'],
  ['config/gateway', '/policies'],
  ['keys/0123', '/keys'],
  ['tokens/0123', '/tokens'],
  ['exchanges', '/access?q=object%3Aexchanges'],
  ['access', '/access?q=object%3Aaccess'],
])('a row of %s leads to %s', (object, address) => {
  expect(accessTarget(object)).toBe(address);
});

test('what stands behind an id is seen', () => {
  expect(shortened('exchanges/01a22b5d-2e31-7d12-9cd7-ef0123456789/request')).toMatch(/^exchanges\/.{1,12}\/request$/u);
  expect(shortened('config/gateway')).toBe('config/gateway');
});

test('the page has an address', () => {
  expect(accessAddress({ query: '', range: DEFAULT_RANGE })).toBe('/access');
});

test('a reason of any language fits a header, and none sends none', () => {
  expect(reasonHeaders('Prüfung 7')).toEqual({ 'X-Vectrail-Reason': 'Pr%C3%BCfung%207' });
  expect(reasonHeaders('')).toEqual({});
});
