import { describe, expect, test } from 'vitest';
import type { Moment, Part } from '../src/api/risk';
import { beginning, layers, nearest, segments, xOf, yOf, type Frame } from '../src/picture/stack';
import { DOCUMENT_KEYS } from '../src/text/document-keys';
import { largestFirst, partsInWords, points, scoreInWords, share, strongest, usualLevel } from '../src/text/risk';
import { FAMILIES, SIGNALS, signalNamed } from '../src/text/signals';

const part = (signal: string, points: number): Part => ({ signal, points, weight: 50, strength: points / 50 });

describe('signals', () => {
  test('that a document can weigh all have words, and no others', () => {
    const weighed = DOCUMENT_KEYS.find(({ key }) => key === 'risk')
      ?.keys?.find(({ key }) => key === 'weights')
      ?.keys?.map(({ key }) => key);
    expect(Object.keys(SIGNALS).sort()).toEqual([...(weighed ?? [])].sort());
  });

  test('have labels of their own, and each a sentence', () => {
    const all = Object.values(SIGNALS);
    expect(new Set(all.map(({ label }) => label)).size).toBe(all.length);
    for (const { meaning, family } of all) {
      expect(meaning).toMatch(/^[A-Z].*\.$/u);
      expect(FAMILIES[family]).toBeDefined();
    }
  });

  test('that nobody knows keep their name, whatever it is', () => {
    expect(signalNamed('new-kind').label).toBe('new kind');
    expect(signalNamed('constructor').label).toBe('constructor');
  });
});

describe('a score', () => {
  test.each([
    [0, 'LOW'],
    [39.9, 'LOW'],
    [40, 'MEDIUM'],
    [65, 'HIGH'],
    [84.9, 'HIGH'],
    [85, 'CRITICAL'],
    [100, 'CRITICAL'],
  ])('of %d is usually %s', (score, level) => {
    expect(usualLevel(score)).toBe(level);
  });

  test('has words that are whole, and is not nothing where it is something', () => {
    expect(scoreInWords({ score: 77.6, level: 'HIGH' })).toBe('78 high');
    expect([0, 0.2, 0.5, 99.6].map(points)).toEqual(['0', '<1', '1', '100']);
    expect([0, 0.333, 1, 1.2].map(share)).toEqual(['0 %', '33 %', '100 %', '100 %']);
  });

  test('names what adds most, and leaves out what adds nothing', () => {
    const parts = [part('burst', 3), part('coverage', 40), part('refused', 0), part('probing', 12.4), part('drift', 1)];
    expect(strongest(parts)).toEqual(['broad coverage', 'probing', 'burst']);
    expect(partsInWords(parts)).toBe('broad coverage 40, probing 12, burst 3, slow drift 1');
    expect(largestFirst(parts).length).toBe(4);
    expect(strongest([])).toEqual([]);
  });
});

describe('a bar of parts', () => {
  test('is as long as the score of 100', () => {
    expect(segments([part('burst', 15), part('coverage', 50), part('refused', 0)])).toEqual([
      { signal: 'coverage', family: 'space', start: 0, length: 0.5 },
      { signal: 'burst', family: 'amount', start: 0.5, length: 0.15 },
    ]);
  });

  test('is full, and no longer, where more points come together', () => {
    const bar = segments([part('coverage', 75), part('near-duplicates', 45)]);
    expect(bar.map(({ length }) => length)).toEqual([0.625, 0.375]);
    expect((bar[1]?.start ?? 0) + (bar[1]?.length ?? 0)).toBe(1);
    expect(segments([])).toEqual([]);
  });
});

describe('a score over time', () => {
  const frame: Frame = { from: 0, to: 1_000, width: 100, height: 100 };
  const moment = (at: number, ...parts: Part[]): Moment => ({
    at: new Date(at).toISOString(),
    exchange: `e${at}`,
    score: 0,
    level: 'LOW',
    parts,
  });

  test('rises at once, falls slowly, and ends at what is left now', () => {
    const history = [moment(100, part('burst', 20)), moment(500, part('burst', 10)), moment(700, part('burst', 40))];
    expect(layers(history, [part('burst', 5)], frame)).toEqual([
      {
        signal: 'burst',
        family: 'amount',
        path: 'M10 80L50 90L50 90L70 90L70 60L100 95L100 100L70 100L70 100L50 100L50 100L10 100Z',
      },
    ]);
  });

  test('has its parts one above the other, family by family, and is no higher than 100', () => {
    const history = [moment(0, part('burst', 50), part('near-duplicates', 150), part('duplicates', 0))];
    const drawn = layers(history, null, frame);
    expect(drawn.map(({ signal }) => signal)).toEqual(['near-duplicates', 'burst']);
    expect(drawn[0]?.path).toBe('M0 25L0 100Z');
    expect(drawn[1]?.path).toBe('M0 0L0 25Z');
  });

  test('of nothing is nothing', () => {
    expect(layers([], [part('burst', 5)], frame)).toEqual([]);
    expect(nearest([], 10, frame)).toBe(-1);
  });

  test('stays inside its frame', () => {
    expect([-1, 0, 500, 2_000].map((at) => xOf(at, frame))).toEqual([0, 0, 50, 100]);
    expect([-1, 0, 50, 120].map((score) => yOf(score, frame))).toEqual([100, 100, 50, 0]);
    expect(xOf(5, { ...frame, to: 0 })).toBe(100);
  });

  test('begins with its first moment where there would be nothing but an edge', () => {
    const [day, night, noon] = ['2026-11-30T00:00:00Z', '2026-12-01T00:00:00Z', '2026-11-30T12:00:00Z'];
    expect(beginning('2026-11-30T23:59:00Z', day, night)).toBe('2026-11-30T23:59:00Z');
    expect(beginning(noon, day, night)).toBe(day);
    expect(beginning(noon, null, night)).toBe(noon);
  });

  test('tells the moment that is nearest, and of those on one pixel the latest', () => {
    const history = [moment(100), moment(500), moment(500)];
    expect([0, 29, 31, 100].map((x) => nearest(history, x, frame))).toEqual([0, 0, 2, 2]);
  });
});
