import { describe, expect, test } from 'vitest';
import { bytes, component, counted } from '../src/text/number';
import { shortId } from '../src/text/short-id';
import { between, exact, lasting, micros, relative } from '../src/text/time';

const NOW = Date.parse('2026-11-22T14:02:11.123Z');
const ago = (seconds: number) => relative(new Date(NOW - seconds * 1000).toISOString(), NOW);

describe('times', () => {
  test.each([
    [0, 'just now'],
    [12, '12 s ago'],
    [60, '1 min ago'],
    [3_599, '59 min ago'],
    [7_200, '2 h ago'],
    [86_400 * 3, '3 d ago'],
    [-3_600, 'in 1 h'],
    [-3, 'just now'],
  ])('%d seconds ago are "%s"', (seconds, words) => {
    expect(ago(seconds)).toBe(words);
  });

  test('are dates once they are old, with the year when it is another', () => {
    expect(relative('2026-11-02T12:00:00.000Z', NOW)).toBe('2 Nov');
    expect(relative('2024-02-29T12:00:00.000Z', NOW)).toBe('29 Feb 2024');
  });

  test('are exact to the millisecond, with the zone', () => {
    expect(exact('2026-11-22T14:02:11.007Z')).toMatch(/^2026-11-2\d \d\d:\d\d:11\.007 (UTC|[+-]\d\d:\d\d)$/);
  });

  test('that are none are shown as they came', () => {
    expect(relative('soon', NOW)).toBe('soon');
    expect(exact('soon')).toBe('soon');
    expect(between('soon', 'later')).toBe('–');
  });

  test('last', () => {
    expect([0, 999, 59_000, 192_000, 3_600_000, 90_000_000].map(lasting)).toEqual([
      '0 ms',
      '999 ms',
      '59 s',
      '3 min 12 s',
      '1 h',
      '1 d 1 h',
    ]);
    expect([812, 1_300, 41_200, 2_400_000].map(micros)).toEqual(['812 µs', '1.30 ms', '41.2 ms', '2.40 s']);
  });
});

test('sizes and counts', () => {
  expect([-1, 0, 1023, 1312, 19_204, 1024 ** 3].map(bytes)).toEqual([
    'unknown size',
    '0 B',
    '1023 B',
    '1.28 KiB',
    '18.8 KiB',
    '1.00 GiB',
  ]);
  expect(counted(1, 'input')).toBe('1 input');
  expect(counted(2048, 'input')).toBe('2,048 inputs');
  expect([0, 1, 0.06281, -0.00001].map(component)).toEqual(['0', '1.0000', '0.0628', '-1.00e-5']);
});

test('the end of an id tells it from others of the same minute', () => {
  expect(shortId('0199c1f2-7b1e-7a63-9c0e-33d1f7a1b2c3')).toBe('…f7a1b2c3');
  expect(shortId('short')).toBe('short');
});
