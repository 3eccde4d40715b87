import { expect, test } from 'vitest';
import { marks, nearestMark, riskLine } from '../src/picture/session-line';
import { changed, LEAST_MS, MOST_MS, wait } from '../src/text/play';

test('pauses keep their proportions between the least and the most that somebody watches', () => {
  expect(wait(0, 60_000, 60)).toBe(1_000);
  expect(wait(0, 60_000, 600)).toBe(LEAST_MS);
  expect(wait(0, 3_600_000, 1)).toBe(MOST_MS);
  expect(wait(5, 5, 1)).toBe(LEAST_MS);
});

test('faster and slower stop at the ends', () => {
  expect(changed(60, 1)).toBe(600);
  expect(changed(600, 1)).toBe(600);
  expect(changed(1, -1)).toBe(1);
});

const row = (id: string, second: number, decision: string, risk: number | null) => ({
  id,
  time: new Date(second * 1000).toISOString(),
  decision,
  risk,
});
const ROWS = [row('a', 0, 'allow', 0), row('b', 10, 'block', 100), row('c', 40, 'mask', null)];

test('gaps are to scale, and colours are those of decisions', () => {
  const placed = marks(ROWS, { width: 112 });
  expect(placed.map(({ x }) => Math.round(x))).toEqual([6, 31, 106]);
  expect(placed.map(({ tone }) => tone)).toEqual(['good', 'bad', 'warn']);
  expect(nearestMark(placed, 0)).toBe(0);
  expect(nearestMark(placed, 60)).toBe(1);
  expect(nearestMark([], 60)).toBe(-1);
});

test('what has no score has no place on the line of scores', () => {
  expect(riskLine(ROWS, marks(ROWS, { width: 112 }), { height: 20 })).toBe('6,20 31,0');
});

test('a session of one moment stands in the middle', () => {
  expect(marks(ROWS.slice(0, 1), { width: 100 })[0]?.x).toBe(50);
});
