import { expect, test } from 'vitest';
import { nearestSpot, spots } from '../src/picture/scatter';

const POINTS = [
  { x: -1, y: 0, decision: 'allow' },
  { x: 1, y: 0, decision: 'block' },
  { x: 0, y: 0.5, decision: 'mask' },
];

test('the farthest point lies at the edge, and the middle in the middle', () => {
  const placed = spots(POINTS, { width: 216, height: 116 });
  expect(placed.map(({ x }) => Math.round(x))).toEqual([8, 208, 108]);
  expect(placed.map(({ y }) => Math.round(y))).toEqual([58, 58, 11]);
  expect(placed.map(({ tone }) => tone)).toEqual(['good', 'bad', 'warn']);
});

test('one point, or many in one place, stand in the middle', () => {
  expect(spots([{ x: 0, y: 0, decision: 'allow' }], { width: 100, height: 60 })).toEqual([
    { x: 50, y: 30, tone: 'good' },
  ]);
});

test('what is pointed at is the nearest, where one is near', () => {
  const placed = spots(POINTS, { width: 216, height: 116 });
  expect(nearestSpot(placed, 10, 60)).toBe(0);
  expect(nearestSpot(placed, 60, 58)).toBe(-1);
});
