import { toneOf, type Tone } from './histogram';

// A session's exchanges over time: gaps to scale, a mark for each, its risk as a line above.

export interface Mark {
  id: string;
  x: number;
  tone: Tone;
}

interface Row {
  id: string;
  time: string;
  decision: string;
  risk: number | null;
}

interface Frame {
  width: number;
  height: number;
}

/** Room at both ends, so that the first mark and the last are seen whole. */
const EDGE = 6;
const MOST_RISK = 100;

/** In pixels; of one moment alone, in the middle. */
export function marks(rows: readonly Row[], { width }: Pick<Frame, 'width'>): Mark[] {
  const times = rows.map(({ time }) => Date.parse(time));
  const first = Math.min(...times);
  const span = Math.max(...times) - first;
  const room = Math.max(1, width - 2 * EDGE);
  return rows.map(({ id, decision }, index) => ({
    id,
    x: span === 0 ? width / 2 : EDGE + (((times[index] ?? first) - first) / span) * room,
    tone: toneOf(decision),
  }));
}

/** The scores as points of a line; those that have none are left out. */
export function riskLine(rows: readonly Row[], placed: readonly Mark[], { height }: Pick<Frame, 'height'>): string {
  return rows
    .flatMap(({ risk }, index) => {
      const mark = placed[index];
      return risk === null || mark === undefined ? [] : [`${mark.x},${height - (risk / MOST_RISK) * height}`];
    })
    .join(' ');
}

/** Which is nearest to a place; -1 where there are none. */
export function nearestMark(placed: readonly Mark[], x: number): number {
  let best = -1;
  placed.forEach((mark, index) => {
    const before = placed[best];
    if (before === undefined || Math.abs(mark.x - x) < Math.abs(before.x - x)) best = index;
  });
  return best;
}
