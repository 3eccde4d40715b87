import { describe, expect, test } from 'vitest';
import { chosen, columns, stretch } from '../src/picture/histogram';

const HOUR = 3_600_000;
const START = Date.parse('2026-06-15T12:00:00Z');
const at = (hours: number) => new Date(START + hours * HOUR).toISOString();
const frame = { from: START, to: START + 10 * HOUR, width: 100, height: 50 };

describe('the histogram', () => {
  test('draws whole steps around what was asked for', () => {
    expect(stretch([], 3600, at(0.5), at(3.2))).toEqual([START, START + 4 * HOUR]);
  });

  test('begins with what there is where all time was asked for', () => {
    expect(stretch([{ time: at(2), decisions: { allow: 1 } }], 3600, null, at(3.2))[0]).toBe(START + 2 * HOUR);
    expect(stretch([], 3600, null, at(3.2))).toEqual([START + 3 * HOUR, START + 4 * HOUR]);
  });

  test('stacks decisions from what passed to what was refused, the highest as high as the picture', () => {
    const [bar] = columns([{ time: at(1), decisions: { block: 1, allow: 3, mask: 1 } }], 3600, frame);
    expect(bar?.exchanges).toBe(5);
    expect(bar?.x).toBe(10);
    expect(bar?.blocks).toEqual([
      { tone: 'good', y: 20, height: 30 },
      { tone: 'warn', y: 10, height: 10 },
      { tone: 'bad', y: 0, height: 10 },
    ]);
  });

  test('shows one among thousands, and what it does not know', () => {
    const [many, one] = columns(
      [
        { time: at(0), decisions: { allow: 5000 } },
        { time: at(1), decisions: { someday: 1 } },
      ],
      3600,
      frame,
    );
    expect(many?.blocks[0]?.height).toBe(50);
    expect(one?.blocks).toEqual([{ tone: 'warn', y: 48.5, height: 1.5 }]);
  });

  test('takes a drag in either direction, and a click, for whole steps', () => {
    const range = { from: START + 2 * HOUR, to: START + 5 * HOUR };
    expect(chosen(25, 48, 3600, frame)).toEqual(range);
    expect(chosen(48, 25, 3600, frame)).toEqual(range);
    expect(chosen(10.5, 10.5, 3600, frame)).toEqual({ from: START + HOUR, to: START + 2 * HOUR });
  });

  test('keeps a drag inside of the picture', () => {
    expect(chosen(-20, 400, 3600, frame)).toEqual({ from: START, to: START + 10 * HOUR });
    expect(chosen(400, 400, 3600, frame)).toEqual({ from: START + 9 * HOUR, to: START + 10 * HOUR });
  });
});
