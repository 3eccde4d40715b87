import { expect, test } from 'vitest';
import { readLikeness, similarAddress } from '../src/address/similar';
import { howCompared } from '../src/text/how-compared';
import { readPasted } from '../src/text/vector';

test('what is pasted is a hash, numbers, or base64', () => {
  expect(readPasted(` ${'aB'.repeat(32)} `)).toEqual({ kind: 'hash', hash: 'ab'.repeat(32) });
  expect(readPasted('[0.5, -1, 2e-3]')).toEqual({ kind: 'vector', vector: [0.5, -1, 0.002] });
  expect(readPasted('AACA\nPw==')).toEqual({ kind: 'vector', vector: 'AACAPw==' });
});

test.each(['', '[]', '[1, "2"]', '[1,', '{}', 'AAA', 'ab'.repeat(31) + '!', 'no vector at all'])(
  '%s is none, and says what would be',
  (text) => expect(readPasted(text).kind).toBe('unreadable'),
);

test.each([
  { kind: 'recorded', exchange: '01-a/b', input: 3 } as const,
  { kind: 'hash', hash: 'ab'.repeat(32) } as const,
])('an address says what is looked for by: $kind', (likeness) => {
  expect(readLikeness(new URL(similarAddress(likeness), 'http://localhost').search)).toEqual(likeness);
});

test.each(['', '?input=2', '?exchange=a&input=x', '?exchange='])('%s says nothing', (search) =>
  expect(readLikeness(search)).toBeNull(),
);

test('what was not compared is said', () => {
  expect(howCompared({ method: 'exact', vectors: 1200, compared: 1200, items: [] })).toContain('each of 1,200');
  expect(howCompared({ method: 'approximate', vectors: 1200, compared: 200, items: [] })).toContain('may be missing');
});
