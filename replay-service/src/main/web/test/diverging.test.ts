import { describe, expect, test } from 'vitest';
import { colour, extent, paint, reach, rowLength, shade, type Scale } from '../src/picture/diverging';

const SCALE: Scale = {
  negative: colour('#0000ff'),
  zero: colour('#ffffff'),
  positive: colour('#ff0000'),
  missing: colour('#00ff00'),
};

describe('the scale', () => {
  test('goes from one colour over none to the other', () => {
    expect([-1, -0.5, 0, 0.5, 1].map((value) => shade(value, 1, SCALE))).toEqual([
      [0, 0, 255],
      [128, 128, 255],
      [255, 255, 255],
      [255, 128, 128],
      [255, 0, 0],
    ]);
  });

  test('ends at the reach', () => {
    expect(shade(7, 1, SCALE)).toEqual(SCALE.positive);
  });

  test('shows what is not a number as such', () => {
    expect([null, NaN, Infinity].map((value) => shade(value, 1, SCALE))).toEqual([
      SCALE.missing,
      SCALE.missing,
      SCALE.missing,
    ]);
  });

  test('is not paled by an outlier, and survives zeros and nothing', () => {
    const vector = [...Array.from({ length: 999 }, (_, i) => (i % 2 === 0 ? 0.02 : -0.02)), 5];
    expect(reach(vector)).toBe(0.02);
    expect(reach([0, 0])).toBe(0);
    expect(shade(0, 0, SCALE)).toEqual(SCALE.zero);
    expect(reach([])).toBe(0);
  });
});

describe('the picture', () => {
  test.each([
    [1536, 2000, 1536],
    [1536, 614, 512],
    [1536, 358, 256],
    [256, 100, 100],
    [3, 0, 1],
  ])('%d dimensions in %d px stand in rows of %d', (dimensions, width, length) => {
    expect(rowLength(dimensions, width)).toBe(length);
  });

  test('has one pixel per dimension, and clear ones between rows', () => {
    const { width, height, pixels } = paint([1, -1, 0], 2, 2, 1, SCALE);
    const pixel = (x: number, y: number) => [...pixels.slice((y * width + x) * 4, (y * width + x) * 4 + 4)];
    expect([width, height]).toEqual([2, 5]);
    expect(pixel(0, 0)).toEqual([255, 0, 0, 255]);
    expect(pixel(1, 1)).toEqual([0, 0, 255, 255]);
    expect(pixel(0, 2)).toEqual([0, 0, 0, 0]);
    expect(pixel(0, 3)).toEqual([255, 255, 255, 255]);
    expect(pixel(1, 4)).toEqual([0, 0, 0, 0]);
  });
});

test('the extent leaves out what is not a number', () => {
  expect(extent([0.5, null, -2])).toEqual({ least: -2, most: 0.5, missing: 1 });
  expect(extent([null])).toEqual({ least: 0, most: 0, missing: 1 });
});
