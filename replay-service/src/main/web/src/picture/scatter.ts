import { toneOf, type Tone } from './histogram';

// Points of a plane in a picture, both axes to one scale, so that distances are what they are.

export interface Spot {
  x: number;
  y: number;
  tone: Tone;
}

interface Point {
  x: number;
  y: number;
  decision: string;
}

const EDGE = 8;

export function spots(points: readonly Point[], { width, height }: { width: number; height: number }): Spot[] {
  const reach = Math.max(1e-9, ...points.map(({ x, y }) => Math.max(Math.abs(x) / width, Math.abs(y) / height)));
  const scale = 1 / (2 * reach);
  const within = (side: number) => (side - 2 * EDGE) / side;
  return points.map(({ x, y, decision }) => ({
    x: width / 2 + x * scale * within(width),
    y: height / 2 - y * scale * within(height),
    tone: toneOf(decision),
  }));
}

/** Which is nearest to a place, where one is near; -1 where none is. */
export function nearestSpot(placed: readonly Spot[], x: number, y: number, most = 12): number {
  let best = -1;
  let least = most * most;
  placed.forEach((spot, index) => {
    const distance = (spot.x - x) ** 2 + (spot.y - y) ** 2;
    if (distance <= least) {
      least = distance;
      best = index;
    }
  });
  return best;
}
