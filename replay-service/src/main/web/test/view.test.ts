import { describe, expect, test } from 'vitest';
import {
  connectionAddress,
  exchangeAddress,
  policiesAddress,
  readConnection,
  readListView,
  readNext,
  readOrigin,
  readPolicies,
  readView,
  searchAddress,
  sessionAddress,
  signInAddress,
  type ListView,
  type Origin,
  type PoliciesView,
} from '../src/address/view';
import {
  APPROVALS_SHOWN,
  approvalAddress,
  approvalsAddress,
  approvalsShown,
  readApprovalOrigin,
  readApprovals,
} from '../src/address/approvals';
import {
  ALERTS_SHOWN,
  alertAddress,
  alertsAddress,
  alertsShown,
  readAlertOrigin,
  readAlerts,
} from '../src/address/alerts';
import { callerAddress, callersAddress, readCaller, subjectIn } from '../src/address/callers';
import { DEFAULT_RANGE, bounds, rangeInWords, type TimeRange } from '../src/text/time-range';

const searchOf = (address: string) => address.slice(address.indexOf('?'));

const RANGES: TimeRange[] = [
  DEFAULT_RANGE,
  { kind: 'last', span: '15m' },
  { kind: 'all' },
  { kind: 'between', from: '2026-11-01T00:00:00.000Z', to: null },
  { kind: 'between', from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T12:30:00.000Z' },
];

describe('an address', () => {
  test.each(RANGES)('keeps the whole of a list: $kind', (range) => {
    const view: ListView = { query: 'subject:alice "a & b" 50%', range, at: '0199-abc', beside: true };
    expect(readListView(searchOf(searchAddress(view)))).toEqual(view);
  });

  test('keeps what a key is registered for', () => {
    const written = { name: 'openai', targets: 'https://a.example\nhttps://b.example?x=1&y' };
    expect(readConnection(searchOf(connectionAddress(written)))).toEqual(written);
    expect(connectionAddress({ name: '', targets: '' })).toBe('/connections');
  });

  test('is short where nothing differs from the beginning', () => {
    expect(searchAddress({ query: '', range: DEFAULT_RANGE })).toBe('/search');
  });

  test('ignores what it does not understand', () => {
    expect(readView('?last=forever&from=yesterday&x=1')).toEqual({ query: '', range: DEFAULT_RANGE });
    expect(readListView('?beside=1')).toMatchObject({ at: null, beside: false });
  });

  test.each<Origin>([
    { kind: 'none' },
    { kind: 'session', id: 'a/b c' },
    { kind: 'search', view: { query: 'north', range: { kind: 'all' } } },
  ])('of an exchange says where it was opened from: $kind', (origin) => {
    const address = exchangeAddress('id', origin);
    expect(readOrigin(address.includes('?') ? searchOf(address) : '')).toEqual(origin);
  });

  test('escapes ids', () => {
    expect(sessionAddress('a/../b?c')).toBe('/sessions/a%2F..%2Fb%3Fc');
  });
});

describe('after signing in', () => {
  const here = 'https://console.example';

  test('one comes back to where one was', () => {
    expect(readNext(searchOf(signInAddress('/search?q=a&last=all')), here)).toBe('/search?q=a&last=all');
  });

  test.each([
    '//evil.example/x',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/sign-in',
    '/\t/evil.example',
    '/.//evil.example',
    '',
  ])('never on another site: %j', (next) => {
    expect(readNext(`?${new URLSearchParams({ next }).toString()}`, here)).toBe('/overview');
  });
});

describe('a time range', () => {
  const now = Date.parse('2026-11-22T12:00:00.000Z');

  test('that ends now has no end to ask for', () => {
    expect(bounds({ kind: 'last', span: '1h' }, now)).toEqual({ from: '2026-11-22T11:00:00.000Z', to: null });
    expect(bounds({ kind: 'all' }, now)).toEqual({ from: null, to: null });
  });

  test('has words', () => {
    expect(RANGES.map(rangeInWords).slice(0, 3)).toEqual(['last 24 h', 'last 15 min', 'all time']);
    expect(rangeInWords({ kind: 'between', from: null, to: null })).toBe('all time');
  });
});

describe('the address of the page of policies', () => {
  const plain: PoliciesView = { range: DEFAULT_RANGE, shown: { kind: 'editor' }, beside: 'impact', at: null };

  test('is short where nothing is chosen', () => {
    expect(policiesAddress(plain)).toBe('/policies');
    expect(readPolicies('')).toEqual(plain);
  });

  test.each<Partial<PoliciesView>>([
    { shown: { kind: 'review' } },
    { shown: { kind: 'trial' }, beside: 'edges' },
    { shown: { kind: 'theirs' }, range: { kind: 'all' } },
    { shown: { kind: 'revision', revision: 12 }, beside: 'history', at: '12' },
  ])('keeps the whole of a state: %o', (change) => {
    const view = { ...plain, ...change };
    expect(readPolicies(searchOf(policiesAddress(view)))).toEqual(view);
  });

  test('reads what nobody wrote as the editor', () => {
    expect(readPolicies('?show=all&revision=-1&beside=moon')).toEqual(plain);
  });
});

describe('the address of approvals', () => {
  const whole = { query: 'subject:alice', range: { kind: 'all' }, at: '0199-abc', beside: true } as const;

  test.each(APPROVALS_SHOWN)('keeps the whole of a list: %s', (shown) => {
    const view = { ...whole, shown };
    expect(readApprovals(searchOf(approvalsAddress(view)))).toEqual(view);
  });

  test('is short for the queue, and reads what nobody wrote as it', () => {
    expect(approvalsShown('waiting')).toBe('/approvals');
    expect(approvalsShown('approved')).toBe('/approvals?state=approved');
    expect(readApprovals('?state=undone').shown).toBe('waiting');
  });

  test('leaves the cursor behind from one list to another, and keeps what narrows them', () => {
    expect(approvalsShown('rejected', whole)).toBe('/approvals?q=subject%3Aalice&last=all&state=rejected');
  });

  test('of one says which list it was opened from: the queue where it does not', () => {
    const from = { query: 'rule:cards', range: { kind: 'all' }, shown: 'expired' } as const;
    const address = approvalAddress('a/b', from);
    expect(address.startsWith('/approvals/a%2Fb?')).toBe(true);
    expect(readApprovalOrigin(searchOf(address))).toEqual(from);
    expect(readApprovalOrigin('')).toEqual({ query: '', range: DEFAULT_RANGE, shown: 'waiting' });
  });
});

describe('the address of alerts', () => {
  test.each(ALERTS_SHOWN)('keeps the whole of a list: %s', (shown) => {
    const view = { query: 'level:high', range: { kind: 'all' }, at: 'a-1', beside: true, shown } as const;
    expect(readAlerts(searchOf(alertsAddress(view)))).toEqual(view);
  });

  test('is short for the open ones, and of one says which list it was opened from', () => {
    expect(alertsShown('open')).toBe('/alerts');
    const from = { query: 'subject:alice', range: { kind: 'all' }, shown: 'closed' } as const;
    expect(readAlertOrigin(searchOf(alertAddress('a-1', from)))).toEqual(from);
    expect(readAlertOrigin('').shown).toBe('open');
  });
});

describe('the address of a caller', () => {
  /** What the router makes of a path. */
  const routed = (address: string) => decodeURI(new URL(address, 'https://console.example').pathname);

  test.each(['alice', 'hr:alice', 'a/b?c#d', '50%', 'a%2Fb', 'Ünal & Söhne', 'with space'])(
    'has the subject as it is: %s',
    (subject) => {
      expect(subjectIn(routed(callerAddress(subject)))).toBe(subject);
    },
  );

  test('that somebody wrote by hand is read, too', () => {
    expect(subjectIn(routed('/callers/50%25'))).toBe('50%');
    expect(subjectIn('/callers')).toBeNull();
    expect(subjectIn('/callers/')).toBeNull();
  });

  test('keeps the time and the moment', () => {
    const view = { range: { kind: 'last', span: '7d' }, at: '0199-abc' } as const;
    expect(readCaller(searchOf(callerAddress('alice', view)))).toEqual(view);
    expect(callerAddress('alice')).toBe('/callers/alice');
  });

  test('of the list keeps the row under the cursor', () => {
    const view = { query: 'level:high', range: DEFAULT_RANGE, at: 'hr:alice', beside: false };
    expect(readListView(searchOf(callersAddress(view)))).toEqual(view);
  });
});
