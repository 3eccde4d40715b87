import type { Moment, Part } from '../api/risk';
import { FAMILIES, signalNamed, type Family } from '../text/signals';

// Parts of a score as a picture: side by side in a bar, or one above the other over time.

const FAMILY_ORDER = Object.keys(FAMILIES) as Family[];

/** What counts at most. */
const WHOLE = 100;

type Pointed = Pick<Part, 'signal' | 'points'>;

/** A part's place in a bar of length 1. */
export interface Segment {
  signal: string;
  family: Family;
  start: number;
  length: number;
}

/** The largest first. Where more than 100 points come together the bar is that much finer, and full. */
export function segments(parts: readonly Pointed[]): Segment[] {
  const some = parts.filter(({ points }) => points > 0).sort((a, b) => b.points - a.points);
  const whole = Math.max(
    WHOLE,
    some.reduce((sum, { points }) => sum + points, 0),
  );
  let start = 0;
  return some.map(({ signal, points }) => {
    const segment = { signal, family: signalNamed(signal).family, start, length: points / whole };
    start += segment.length;
    return segment;
  });
}

/** What a drawing of scores over time covers, in epoch milliseconds and in pixels. */
export interface Frame {
  from: number;
  to: number;
  width: number;
  height: number;
}

/** What one signal adds over time, as the path of its outline. */
export interface Layer {
  signal: string;
  family: Family;
  path: string;
}

/** The part of a drawing that must not be all there is in it. */
const CORNER = 0.2;

/**
 * When a drawing begins: with the first moment, where all of them lie in its last fifth; a caller of the last minute would be a line at the edge of a
 * day.
 *
 * @param from when the time begins that was asked for; null: with whatever is there
 */
export function beginning(first: string, from: string | null, to: string): string {
  if (from === null) return first;
  const end = Date.parse(to);
  return Date.parse(first) > end - CORNER * (end - Date.parse(from)) ? first : from;
}

export const xOf = (at: number, { from, to, width }: Frame) =>
  to <= from ? width : Math.max(0, Math.min(width, ((at - from) / (to - from)) * width));

export const yOf = (score: number, { height }: Frame) =>
  height - (Math.max(0, Math.min(WHOLE, score)) / WHOLE) * height;

/**
 * Each signal's part, one above the other; together they are as high as the score. A part rises when an exchange arrives and only falls
 * between two: how fast is not in the answer, so that a straight line is drawn down to what was left of it at most when the next one arrived.
 *
 * @param now what is left at the end of the frame; null where the frame ends before now
 */
export function layers(history: readonly Moment[], now: readonly Pointed[] | null, frame: Frame): Layer[] {
  if (history.length === 0) return [];
  const columns = columnsOf(history, now, frame);
  const floor = columns.map(() => 0);
  return stackedSignals(history).map((signal) => {
    const low = [...floor];
    columns.forEach(({ parts }, index) => {
      floor[index] = (floor[index] ?? 0) + (parts.get(signal) ?? 0);
    });
    const upper = columns.map(({ x }, index) => point(x, floor[index] ?? 0, frame));
    const lower = columns.map(({ x }, index) => point(x, low[index] ?? 0, frame)).reverse();
    return { signal, family: signalNamed(signal).family, path: `M${[...upper, ...lower].join('L')}Z` };
  });
}

const point = (x: number, score: number, frame: Frame) => `${round(x)} ${round(yOf(score, frame))}`;

const round = (value: number) => Math.round(value * 100) / 100;

interface ColumnAt {
  x: number;
  parts: ReadonlyMap<string, number>;
}

/** Where the outline has corners: just before an exchange arrives, and when it has. */
function columnsOf(history: readonly Moment[], now: readonly Pointed[] | null, frame: Frame): ColumnAt[] {
  const columns: ColumnAt[] = [];
  let before: ReadonlyMap<string, number> = new Map();
  for (const moment of history) {
    const x = xOf(Date.parse(moment.at), frame);
    const parts = heights(moment.parts);
    if (columns.length > 0) columns.push({ x, parts: least(before, parts) });
    columns.push({ x, parts });
    before = parts;
  }
  if (now !== null) columns.push({ x: frame.width, parts: least(before, heights(now)) });
  return columns;
}

/** Where more than 100 points come together, each part is that much smaller. */
function heights(parts: readonly Pointed[]): Map<string, number> {
  const sum = parts.reduce((all, { points }) => all + Math.max(0, points), 0);
  const scale = sum > WHOLE ? WHOLE / sum : 1;
  return new Map(parts.map(({ signal, points }) => [signal, Math.max(0, points) * scale]));
}

const least = (before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) =>
  new Map([...before].map(([signal, height]) => [signal, Math.min(height, after.get(signal) ?? 0)]));

/** Family by family, so that one colour is one band; within a family what adds most lies lowest. */
function stackedSignals(history: readonly Moment[]): string[] {
  const sums = new Map<string, number>();
  for (const { parts } of history)
    for (const { signal, points } of parts) if (points > 0) sums.set(signal, (sums.get(signal) ?? 0) + points);
  const family = (signal: string) => FAMILY_ORDER.indexOf(signalNamed(signal).family);
  return [...sums.keys()].sort((a, b) => family(a) - family(b) || (sums.get(b) ?? 0) - (sums.get(a) ?? 0));
}

/** The moment that lies nearest to a place in the picture; -1 where there is none. */
export function nearest(history: readonly Moment[], x: number, frame: Frame): number {
  let found = -1;
  let distance = Infinity;
  history.forEach(({ at }, index) => {
    const away = Math.abs(xOf(Date.parse(at), frame) - x);
    // Of those that arrived at the same pixel the latest is the one on top.
    if (away <= distance) {
      found = index;
      distance = away;
    }
  });
  return found;
}
