import { expect, test } from 'vitest';
import type { Chain } from '../src/api/chains';
import { verdict } from '../src/text/chain';

const chain = (change: Partial<Chain>): Chain => ({
  id: 'i',
  edge: 'e',
  epoch: 'p',
  start: 'BEGINNING',
  first: 1,
  since: '2026-01-01T00:00:00.000Z',
  verified: 9,
  last: 9,
  checked: '2026-01-01T00:00:00.000Z',
  openGaps: 0,
  missing: 0,
  findings: 0,
  ...change,
});

test.each([
  [{}, 'good', 'whole'],
  [{ findings: 2 }, 'waiting', 'whole, with findings to look at'],
  [{ openGaps: 1, missing: 3, findings: 1 }, 'bad', '3 events missing in 1 gap'],
  [{ last: 12 }, 'waiting', '3 not yet checked'],
  [{ start: 'WAITING', last: 12 }, 'waiting', 'its beginning may still come'],
] as const)('%o is %s', (change, state, words) => expect(verdict(chain(change))).toEqual({ state, words }));
